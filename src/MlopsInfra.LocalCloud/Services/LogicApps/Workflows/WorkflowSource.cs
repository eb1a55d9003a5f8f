using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>What a workflow runs by: its definition and the values of its parameters.</summary>
/// <param name="Id">The ARM id.</param>
/// <param name="Name">The name.</param>
/// <param name="Location">The region.</param>
/// <param name="Definition">The definition.</param>
/// <param name="Parameters">The values by name, defaults included.</param>
internal sealed record WorkflowSource(string Id, string Name, string? Location, JsonObject Definition,
    IReadOnlyDictionary<string, JsonNode?> Parameters)
{
    /// <summary>Reads a stored workflow.</summary>
    public static WorkflowSource Of(StoredResource workflow)
    {
        var definition = workflow.Body.At("properties.definition") as JsonObject ?? [];
        return new WorkflowSource(workflow.Key, workflow.Name, workflow.Body.Text("location"), definition,
            ReadParameters(definition, workflow.Body.At("properties.parameters") as JsonObject));
    }

    /// <summary>The actions at the top.</summary>
    public JsonObject Actions => Definition.At("actions") as JsonObject ?? [];

    private static Dictionary<string, JsonNode?> ReadParameters(JsonObject definition, JsonObject? given)
    {
        var values = new Dictionary<string, JsonNode?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, declared) in definition.At("parameters") as JsonObject ?? [])
        {
            if (declared is JsonObject parameter && parameter.ContainsKey("defaultValue"))
                values[name] = parameter["defaultValue"];
        }

        foreach (var (name, value) in given ?? [])
        {
            if (value is JsonObject parameter && parameter.ContainsKey("value")) values[name] = parameter["value"];
        }

        return values;
    }
}
