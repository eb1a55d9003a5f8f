using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// Data collection rules: flows lead to destinations that the rule names; a rule is tied to a resource with a rule or an
/// endpoint.
/// </summary>
internal sealed class DataCollectionRuleResource(ResourceType type) : AzureResource(type)
{
    private const string Rule = "Microsoft.Insights/dataCollectionRules";
    private const string Association = "Microsoft.Insights/dataCollectionRuleAssociations";

    public override void CheckPut(PutContext put)
    {
        if (put.Id.Type == Rule) CheckFlows(put.Body);
        else if (put.Body.Text("properties.dataCollectionRuleId") is null
            && put.Body.Text("properties.dataCollectionEndpointId") is null)
            throw Bad("An association needs a data collection rule or an endpoint.", "properties");
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        if (put.Id.Type == Rule)
            computed.Set("properties.immutableId",
                $"dcr-{MadeUpIds.From("rule", put.Id.Value).Replace("-", "", StringComparison.Ordinal)}");
    }

    private static void CheckFlows(JsonObject body)
    {
        var destinations = body["properties"]?["destinations"] is JsonObject kinds
            ? kinds.SelectMany(kind => kind.Value is JsonArray many
                ? many.OfType<JsonObject>() : [kind.Value as JsonObject ?? []])
                .Select(destination => destination["name"]?.GetValue<string>()).OfType<string>().ToHashSet()
            : [];
        foreach (var (path, name) in body.Texts("properties.dataFlows[].destinations[]"))
        {
            if (!destinations.Contains(name))
                throw Bad($"The data flow leads to '{name}', which is none of the rule's destinations.", path);
        }
    }

    private static ArmException Bad(string message, string target) => new(400, "InvalidPayload", message, target);
}
