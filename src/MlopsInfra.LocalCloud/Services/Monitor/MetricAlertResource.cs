using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>Metric alerts: how often they look, how far back, and metrics that their resource has.</summary>
internal sealed class MetricAlertResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Insights/metricAlerts";

    private static readonly string[] Frequencies = ["PT1M", "PT5M", "PT15M", "PT30M", "PT1H"];
    private static readonly string[] Windows = ["PT1M", "PT5M", "PT15M", "PT30M", "PT1H", "PT6H", "PT12H", "P1D", "PT24H"];

    public override NamingRule Naming { get; init; } = NamingRule.Without(@"*#&+:<>?@%{}\\/|");

    public override LocationRule Location { get; init; } = LocationRule.MayBeGlobal;

    public override IReadOnlyList<Reference> References { get; init; } =
    [
        new("properties.scopes[]", Arm.References.Missing),
        new("properties.actions[].actionGroupId", Arm.References.Missing, ActionGroupResource.TypeName),
        new("properties.criteria.webTestId", Arm.References.Missing, WebTestResource.TypeName),
        new("properties.criteria.componentId", Arm.References.Missing, InsightsComponentResource.TypeName),
    ];

    public override void CheckPut(PutContext put)
    {
        if (put.Body.Text(AlertTiming.Frequency) is { } frequency && !Frequencies.Contains(frequency))
            throw AlertTiming.Bad(
                $"The evaluation frequency '{frequency}' is not allowed. Allowed: {string.Join(", ", Frequencies)}.",
                AlertTiming.Frequency);
        if (put.Body.Text(AlertTiming.Window) is { } window && !Windows.Contains(window))
            throw AlertTiming.Bad($"The window size '{window}' is not allowed. Allowed: {string.Join(", ", Windows)}.",
                AlertTiming.Window);
        AlertTiming.Check(put, longestDescription: 2048);
        DynamicThresholds.Check(put);
        CheckMetrics(put);
        AlertTiming.CheckScopes(put);
    }

    private static void CheckMetrics(PutContext put)
    {
        if (put.Body.Texts("properties.scopes[]").ToList() is not [var scope]
            || !ResourceId.TryParse(scope.Value, out var resource)
            || put.Cloud.Types.Of(resource.Type).Metrics is not { } metrics) return;
        // A namespace of its own names metrics of other types, or of the user's own.
        if (put.Body.Texts("properties.criteria.allOf[].metricNamespace")
            .Any(space => !space.Value.Equals(resource.Type, StringComparison.OrdinalIgnoreCase))) return;
        foreach (var (path, name) in put.Body.Texts("properties.criteria.allOf[].metricName"))
        {
            if (!metrics.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw AlertTiming.Bad(
                    $"Couldn't find a metric named {name}. Make sure the name is correct. Activity ID: "
                        + $"{MadeUpIds.From("alert", put.Id.Value)}.", path);
        }
    }
}
