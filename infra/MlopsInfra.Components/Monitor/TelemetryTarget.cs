using Pulumi;

namespace MlopsInfra.Components;

/// <summary>
/// Where a component sends its logs and its telemetry: what <see cref="Monitoring"/> declared, or what exists already.
/// </summary>
public sealed record TelemetryTarget
{
    /// <summary>ARM id of the Log Analytics workspace.</summary>
    public required Input<string> LogAnalyticsId { get; init; }

    /// <summary>Name of the Log Analytics workspace.</summary>
    public required Input<string> LogAnalyticsName { get; init; }

    /// <summary>Resource group of the Log Analytics workspace. Default: that of the component's placement.</summary>
    public Input<string>? LogAnalyticsResourceGroupName { get; init; }

    /// <summary>GUID by which agents refer to the Log Analytics workspace.</summary>
    public required Input<string> LogAnalyticsCustomerId { get; init; }

    /// <summary>ARM id of the Application Insights component.</summary>
    public required Input<string> ApplicationInsightsId { get; init; }

    /// <summary>Connection string of the Application Insights component; give it as a secret.</summary>
    public required Input<string> ConnectionString { get; init; }
}
