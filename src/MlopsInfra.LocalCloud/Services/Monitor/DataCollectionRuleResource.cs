using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>Data collection rules: flows lead to destinations that the rule names.</summary>
internal sealed class DataCollectionRuleResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Insights/dataCollectionRules";

    /// <summary>The ARM type of the endpoints that data is sent to.</summary>
    public const string EndpointTypeName = "Microsoft.Insights/dataCollectionEndpoints";

    private const int LongestTransformation = 15_360;

    // "Azure Monitor service limits", data collection rules.
    private static readonly (string Path, int Most)[] Limits =
    [
        ("properties.dataFlows", 10), ("properties.destinations.logAnalytics", 10), ("properties.dataSources.extensions", 10),
    ];

    public override NamingRule Naming { get; init; } = NamingRule.Without(@"<>%&\\?/", 64);

    public override IReadOnlyList<Reference> References { get; init; } =
    [
        new("properties.destinations.logAnalytics[].workspaceResourceId", Arm.References.Missing,
            LogAnalyticsWorkspaceResource.TypeName),
        new("properties.dataCollectionEndpointId", Arm.References.Missing, EndpointTypeName),
    ];

    public override void CheckPut(PutContext put)
    {
        foreach (var (path, most) in Limits)
        {
            if (put.Body.At(path) is JsonArray all && all.Count > most)
                throw Bad($"A data collection rule may have up to {most} of these, not {all.Count}.", path);
        }

        foreach (var (path, text) in put.Body.Texts("properties.dataFlows[].transformKql"))
        {
            if (text.Length > LongestTransformation)
                throw Bad($"A transformation may have up to {LongestTransformation} characters.", path);
        }

        var destinations = put.Body["properties"]?["destinations"] is JsonObject kinds
            ? kinds.SelectMany(kind => kind.Value is JsonArray many
                ? many.OfType<JsonObject>() : [kind.Value as JsonObject ?? []])
                .Select(destination => destination["name"]?.GetValue<string>()).OfType<string>().ToHashSet()
            : [];
        foreach (var (path, name) in put.Body.Texts("properties.dataFlows[].destinations[]"))
        {
            if (!destinations.Contains(name))
                throw Bad($"The data flow leads to '{name}', which is none of the rule's destinations.", path);
        }
    }

    public override void Complete(PutContext put, JsonObject computed) => computed.Set("properties.immutableId",
        $"dcr-{MadeUpIds.From("rule", put.Id.Value).Replace("-", "", StringComparison.Ordinal)}");

    private static ArmException Bad(string message, string target) => new(400, "InvalidPayload", message, target);
}
