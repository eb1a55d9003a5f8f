namespace MlopsInfra.Components;

/// <summary>What can be chosen about logs, metrics and alerts.</summary>
public sealed record MonitoringOptions
{
    /// <summary>Days for which logs are kept, 30 to 730. Default: 30, the part that is free of charge.</summary>
    public int RetentionDays { get; init; } = 30;

    /// <summary>
    /// Gigabytes a day after which Log Analytics takes no more until midnight UTC, 1 to 1000; null sets no limit. Default: null.
    /// </summary>
    public int? DailyCapGb { get; init; }

    /// <summary>
    /// Refuses logs that come with the workspace's key instead of an identity. Default: true. Container Instances can only send
    /// their logs with the key.
    /// </summary>
    public bool DisableLocalAuth { get; init; } = true;

    /// <summary>
    /// Profiler and snapshots of Application Insights keep what they record in a storage account of one's own only (linked to the
    /// component by hand). Default: false, Microsoft's account. Nothing here uses either.
    /// </summary>
    public bool OwnProfilerStorage { get; init; }

    internal void Check(Problems problems, string path)
    {
        problems.Range($"{path}.{nameof(RetentionDays)}", RetentionDays, 30, 730, "days");
        if (DailyCapGb is { } cap) problems.Range($"{path}.{nameof(DailyCapGb)}", cap, 1, 1000, "GB a day");
    }
}
