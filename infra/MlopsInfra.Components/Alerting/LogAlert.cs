namespace MlopsInfra.Components;

/// <summary>An alert on what a query of the logs gives.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Description">What has happened when it is sent.</param>
/// <param name="Query">The query, in Kusto.</param>
/// <param name="Column">Column that is compared; null counts the rows.</param>
/// <param name="Threshold">The alert is sent above it.</param>
/// <param name="Severity">0 (critical) to 4 (verbose).</param>
internal sealed record LogAlert(string Name, string Description, string Query, string? Column, int Threshold, int Severity)
{
    /// <summary>The alerts of an environment.</summary>
    public static IReadOnlyList<LogAlert> For(AlertsArgs args) =>
    [
        new(
            "failed-requests", "Too many scoring requests fail.",
            "AppRequests | summarize Failed = 100.0 * countif(Success == false) / count()", "Failed", args.Options.FailedRequestsPercent, 1),
        new(
            "latency", "Scoring requests take too long.",
            "AppRequests | summarize Duration = percentile(DurationMs, 95)", "Duration", args.Options.LatencyMs, 2),
        new(
            "failed-runs", "A run of a pipeline has failed.", "AmlRunStatusChangedEvent | where Status == 'Failed'", null, 0, 2),
        new(
            "storage-throttling", "The storage account refuses requests because there are too many.",
            "StorageBlobLogs | where StatusCode == 503", null, 10, 2),
        new(
            "registry-throttling", "The registry refuses requests because there are too many.",
            "ContainerRegistryRepositoryEvents | where ResultDescription == '429'", null, 10, 2),
        .. args.HasCluster ? [ClusterNodes] : Array.Empty<LogAlert>(),
    ];

    private static LogAlert ClusterNodes => new(
        "cluster-nodes", "Nodes of the scoring cluster are not ready.",
        "KubeNodeInventory | where Status !contains 'Ready' | distinct Computer", null, 0, 1);
}
