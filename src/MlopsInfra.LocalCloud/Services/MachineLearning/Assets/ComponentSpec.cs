using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>
/// A component's specification as the service gives it back: scalars as text, defaults filled in, references resolved.
/// </summary>
internal static class ComponentSpec
{
    /// <summary>What a GET shows.</summary>
    public static JsonObject Normalize(JsonObject spec, WorkspaceAssets workspace)
    {
        var shown = (JsonObject)Stringify(spec)!;
        shown.Remove("_source");
        shown.Remove("sourceJobId");
        // A pipeline's nodes are not given back.
        if (shown["type"].AsText() == "pipeline") shown.Remove("jobs");
        shown["is_deterministic"] ??= shown["type"].AsText() == "pipeline" ? "False" : "True";
        foreach (var (_, input) in shown["inputs"] as JsonObject ?? [])
        {
            if (input is JsonObject port) port["optional"] ??= "False";
        }

        if (shown["type"].AsText() != "command") return shown;
        if (shown["resources"] is not JsonObject resources) shown["resources"] = resources = [];
        resources["instance_count"] ??= "1";
        if (shown["environment"].AsText() is { } environment
            && workspace.Resolve(environment, "environments") is { } resolved)
        {
            shown["environment"] =
                resolved.Id.StartsWith("azureml:", StringComparison.Ordinal) ? resolved.Id : $"azureml:{resolved.Id}";
        }

        return shown;
    }

    /// <summary>Whether two specifications mean the same component.</summary>
    public static bool AreSame(JsonObject one, JsonObject other) => JsonNode.DeepEquals(Comparable(one), Comparable(other));

    private static JsonObject Comparable(JsonObject spec)
    {
        var comparable = (JsonObject)Stringify(spec)!;
        comparable.Remove("_source");
        comparable.Remove("$schema");
        // Description and tags are what may change.
        comparable.Remove("description");
        comparable.Remove("tags");
        return comparable;
    }

    private static JsonNode? Stringify(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json.Where(pair => pair.Value is not null)
            .Select(pair => KeyValuePair.Create(pair.Key, Stringify(pair.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Stringify)]),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            JsonValueKind.Number => value.ToJsonString(),
            _ => value.DeepClone(),
        },
        _ => null,
    };
}
