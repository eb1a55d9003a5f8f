namespace MlopsInfra.Components;

/// <summary>
/// What is asked of the logs, in Kusto; alerts and the workbook share it. Each query reads a table that something in the
/// environment sends to: docs/monitoring.md has the list, a test holds it to the resource graph.
/// </summary>
internal static class LogQueries
{
    /// <summary>Share of failed scoring requests, in percent: column <c>Failed</c>.</summary>
    public const string FailedShare = "AppRequests | summarize Failed = 100.0 * countif(Success == false) / count()";

    /// <summary>95th percentile of the duration of scoring requests, in ms: column <c>Duration</c>.</summary>
    public const string SlowestRequests = "AppRequests | summarize Duration = percentile(DurationMs, 95)";

    /// <summary>One row per pipeline run that has failed; steps are runs of their own and not counted.</summary>
    public const string FailedRuns =
        "AmlRunStatusChangedEvent | where RunId == RootRunId and Status == 'Failed' | distinct RunId";

    /// <summary>One row per request that storage refused because there were too many.</summary>
    public const string StorageThrottling = "StorageBlobLogs | where StatusText in ('ServerBusy', 'IngressIsThrottled', "
        + "'EgressIsThrottled') or tostring(StatusCode) == '503'";

    /// <summary>One row per request that the registry refused because there were too many.</summary>
    public const string RegistryThrottling = "ContainerRegistryRepositoryEvents | where ResultDescription startswith '429'";

    /// <summary>One row per event that did not start a run: the Logic App failed.</summary>
    public const string FailedTriggers = "AzureDiagnostics | where ResourceProvider == 'MICROSOFT.LOGIC' and OperationName has "
        + "'workflowRunCompleted' and status_s == 'Failed'";

    /// <summary>One row per model, with what its latest report found: column <c>Breach</c>, 1 or 0.</summary>
    public const string Breaches = """
        AppMetrics
        | where Name == 'monitoring.breach'
        | summarize arg_max(TimeGenerated, Sum) by Model = tostring(split(tostring(Properties['model']), ':')[0])
        | project Model, Breach = Sum
        """;

    /// <summary>One row per node of the scoring cluster that is not ready.</summary>
    public const string NodesNotReady =
        "KubeNodeInventory | summarize arg_max(TimeGenerated, Status) by Computer | where Status !has 'Ready'";

    /// <summary>One row per pod of the online endpoint's deployments that is neither running nor done.</summary>
    public const string PodsNotRunning =
        "KubePodInventory | where Namespace == 'azureml' | summarize arg_max(TimeGenerated, PodStatus) by PodUid, Name | where "
            + "PodStatus !in ('Running', 'Succeeded')";

    /// <summary>
    /// One row per container of the online endpoint's deployments that was restarted, or that does not start: nodes ask each for
    /// its health every few seconds, and restart one that does not answer.
    /// </summary>
    public const string ContainersRestarted = """
        KubePodInventory
        | where Namespace == 'azureml'
        | summarize Restarts = max(ContainerRestartCount) - min(ContainerRestartCount), arg_max(TimeGenerated, ContainerStatusReason) by PodUid, Name, ContainerName
        | where Restarts > 0 or ContainerStatusReason in ('CrashLoopBackOff', 'ImagePullBackOff', 'ErrImagePull')
        """;

    /// <summary>One row per scoring request that was answered.</summary>
    public const string Answered = "AppRequests | where Success == true";

    /// <summary>Requests and failures over time.</summary>
    public const string Traffic =
        "AppRequests | summarize Requests = count(), Failed = countif(Success == false) by bin(TimeGenerated, {grain})";

    /// <summary>Percentiles of the duration over time, in ms.</summary>
    public const string Latency =
        "AppRequests | summarize p50 = percentile(DurationMs, 50), p95 = percentile(DurationMs, 95), p99 = "
            + "percentile(DurationMs, 99) by bin(TimeGenerated, {grain})";

    /// <summary>What failed, and how often.</summary>
    public const string Failures =
        "AppRequests | where Success == false | summarize Requests = count(), Last = max(TimeGenerated) by Name, ResultCode | "
            + "order by Requests desc";

    /// <summary>Exceptions, by kind and place.</summary>
    public const string Exceptions = "AppExceptions | summarize Exceptions = count(), Last = max(TimeGenerated) by "
        + "ExceptionType, OuterMethod | order by Exceptions desc";

    /// <summary>Share of availability tests that passed over time, in percent.</summary>
    public const string Availability = "AppAvailabilityResults | summarize Available = 100.0 * countif(Success == true) / "
        + "count() by Name, bin(TimeGenerated, {grain})";

    /// <summary>
    /// How far the mean of each feature and of the prediction has moved in the last day, in standard deviations of the two weeks
    /// before. Read from the metrics that a scoring image sends (docs/monitoring.md).
    /// </summary>
    public const string Drift = """
        AppMetrics
        | where TimeGenerated > ago(15d) and Name in ('scoring.prediction', 'scoring.feature')
        | extend Feature = iff(Name == 'scoring.prediction', 'prediction', tostring(Properties['feature']))
        | summarize Mean = sum(Sum) / sum(ItemCount) by Feature, Hour = bin(TimeGenerated, 1h)
        | summarize LastDay = avgif(Mean, Hour > ago(1d)), Before = avgif(Mean, Hour <= ago(1d)), Spread = stdevif(Mean, Hour <= ago(1d)) by Feature
        | where Spread > 0
        | project Feature, LastDay, Before, Shift = round(abs(LastDay - Before) / Spread, 2)
        | order by Shift desc
        """;

    /// <summary>What the latest report of monitoring measured: one row per feature and statistic.</summary>
    public const string DriftReport = """
        AppMetrics
        | where Name == 'monitoring.drift'
        | extend Feature = tostring(Properties['feature']), Statistic = tostring(Properties['statistic'])
        | summarize arg_max(TimeGenerated, Sum) by Feature, Statistic
        | project Feature, Statistic, Value = round(Sum, 3), Reported = TimeGenerated
        | order by Statistic asc, Value desc
        """;

    /// <summary>The population stability index of each feature, report by report.</summary>
    public const string DriftHistory = """
        AppMetrics
        | where Name == 'monitoring.drift' and tostring(Properties['statistic']) == 'psi'
        | summarize PSI = max(Sum) by Feature = tostring(Properties['feature']), bin(TimeGenerated, 1d)
        """;

    /// <summary>Reports of monitoring, and those that found a breach, per day.</summary>
    public const string Reports = "AppMetrics | where Name == 'monitoring.breach' | summarize Reports = count(), Breaches = "
        + "countif(Sum > 0) by bin(TimeGenerated, 1d)";

    /// <summary>What monitoring read from the logs of scoring: lines, and what was lost, late or refused.</summary>
    public const string Collected = """
        AppMetrics
        | where Name == 'monitoring.collected'
        | summarize Lines = sum(Sum) by Count = tostring(Properties['count']), bin(TimeGenerated, 1d)
        """;

    /// <summary>Pipeline runs by their last state, per day.</summary>
    public const string Runs = """
        AmlRunStatusChangedEvent
        | where RunId == RootRunId
        | summarize arg_max(TimeGenerated, Status) by RunId
        | summarize Runs = count() by Status, bin(TimeGenerated, 1d)
        """;

    /// <summary>The latest pipeline runs.</summary>
    public const string LatestRuns = """
        AmlRunStatusChangedEvent
        | where RunId == RootRunId
        | summarize Started = min(TimeGenerated), arg_max(TimeGenerated, Status) by RunId
        | project RunId, Status, Started, Minutes = datetime_diff('minute', TimeGenerated, Started)
        | order by Started desc
        | take 50
        """;

    /// <summary>Log lines of the QA container.</summary>
    public const string ContainerLog =
        "ContainerInstanceLog_CL | project TimeGenerated, ContainerGroup_s, Message | order by TimeGenerated desc | take 200";

    /// <summary>Nodes and pods of the scoring cluster over time.</summary>
    public const string Cluster = """
        KubePodInventory
        | where Namespace == 'azureml'
        | summarize Pods = dcount(PodUid), Nodes = dcount(Computer) by bin(TimeGenerated, {grain})
        """;
}
