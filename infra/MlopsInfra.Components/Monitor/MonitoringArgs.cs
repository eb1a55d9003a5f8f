namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="Monitoring"/>.</summary>
public sealed class MonitoringArgs : PlacedComponentArgs
{
    /// <summary>Name of the Log Analytics workspace.</summary>
    public required string LogAnalyticsName { get; init; }

    /// <summary>Name of the Application Insights component.</summary>
    public required string ApplicationInsightsName { get; init; }

    /// <summary>What can be chosen.</summary>
    public MonitoringOptions Options { get; init; } = new();

    /// <summary>
    /// Whether logs and telemetry are taken from the internet (from identities with a role). Default: true. Diagnostic settings
    /// need no network.
    /// </summary>
    public bool PublicIngestion { get; init; } = true;

    /// <summary>Whether logs can be read from the internet (by identities with a role). Default: true.</summary>
    public bool PublicQueries { get; init; } = true;

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(LogAnalyticsName), LogAnalyticsName, NamingRules.LogAnalytics);
        problems.Name(nameof(ApplicationInsightsName), ApplicationInsightsName, NamingRules.ApplicationInsights);
        Options.Check(problems, nameof(Options));
    }
}
