using System.Xml;

namespace MlopsInfra.Components;

/// <summary>An alert on what a query of the logs gives.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Description">What has happened when it is sent.</param>
/// <param name="Query">The query, in Kusto.</param>
/// <param name="Column">Column that is compared; null counts the rows.</param>
/// <param name="Threshold">The alert is sent beyond it.</param>
/// <param name="Severity">0 (critical) to 4 (verbose).</param>
internal sealed record LogAlert(string Name, string Description, string Query, string? Column, int Threshold, int Severity)
{
    /// <summary>How the value is compared, in Azure's words.</summary>
    public string Operator { get; init; } = "GreaterThan";

    /// <summary>How often it looks.</summary>
    public string Frequency { get; init; } = "PT5M";

    /// <summary>How far back it looks.</summary>
    public string Window { get; init; } = "PT15M";

    /// <summary>The alerts of an environment.</summary>
    public static IReadOnlyList<LogAlert> For(AlertsArgs args) =>
    [
        new("failed-requests", "Too many scoring requests fail.", LogQueries.FailedShare, "Failed",
            args.Options.FailedRequestsPercent, 1),
        new("latency", "Scoring requests take too long.", LogQueries.SlowestRequests, "Duration", args.Options.LatencyMs, 2),
        new("failed-runs", "A run of a pipeline has failed.", LogQueries.FailedRuns, null, 0, 2),
        new("storage-throttling", "The storage account refuses requests because there are too many.",
            LogQueries.StorageThrottling, null, 10, 2),
        new("registry-throttling", "The registry refuses requests because there are too many.", LogQueries.RegistryThrottling,
            null, 10, 2),
        Drift,
        .. args.HasTrigger ? [FailedTriggers] : Array.Empty<LogAlert>(),
        .. args.HasCluster ? [NodesNotReady, PodsNotRunning, ContainersRestarted] : Array.Empty<LogAlert>(),
        .. args.Options.SilenceMinutes is { } minutes ? [Silence(minutes)] : Array.Empty<LogAlert>(),
    ];

    // A report comes once a day. The alert stays until one says that all is well, or none came for two days.
    private static LogAlert Drift =>
        new("drift", "The data or the quality of the model in use has moved: its report says how.", LogQueries.Breaches,
            "Breach", 0, 2) { Frequency = "PT1H", Window = "P2D" };

    private static LogAlert FailedTriggers =>
        new("failed-triggers", "New data did not start a run.", LogQueries.FailedTriggers, null, 0, 2);

    private static LogAlert NodesNotReady =>
        new("cluster-nodes", "Nodes of the scoring cluster are not ready.", LogQueries.NodesNotReady, null, 0, 1);

    private static LogAlert ContainersRestarted =>
        new("cluster-restarts", "Containers that score do not answer or do not start: they are restarted.",
            LogQueries.ContainersRestarted, null, 0, 1);

    // A window without rows has none: that is less than one.
    private static LogAlert Silence(int minutes) =>
        new("silence", $"No scoring request was answered for {minutes} minutes.", LogQueries.Answered, null, 1, 1)
        { Operator = "LessThan", Window = XmlConvert.ToString(TimeSpan.FromMinutes(minutes)) };

    private static LogAlert PodsNotRunning =>
        new("cluster-pods", "Pods that score are not running.", LogQueries.PodsNotRunning, null, 0, 1);
}
