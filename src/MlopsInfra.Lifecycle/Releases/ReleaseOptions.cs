namespace MlopsInfra.Lifecycle.Releases;

/// <summary>What can be chosen about a release.</summary>
public sealed record ReleaseOptions
{
    /// <summary>Folder of the scoring service, with its Dockerfile and samples.</summary>
    public required string ScoringFolder { get; init; }

    /// <summary>The model, <c>NAME</c> or <c>NAME:VERSION</c>; null for the newest one that may be released.</summary>
    public string? Model { get; init; }

    /// <summary>What builds an image that is not there yet. Default: a task of the registry.</summary>
    public ImageBuilderKind Builder { get; init; }

    /// <summary>
    /// What collects requests and predictions in production. Default: the scoring service. A test in QA is always collected by
    /// it.
    /// </summary>
    public CollectorKind Collector { get; init; }

    /// <summary>The latency that 95 of 100 requests may have. Default: 1 s.</summary>
    public TimeSpan MaxLatency { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many requests are timed in a test. Default: 20.</summary>
    public int Requests { get; init; } = 20;

    /// <summary>Percent of the traffic that a new release gets, step by step; the last one is 100. Default: 10, 50,
    /// 100.</summary>
    public IReadOnlyList<int> Steps { get; init; } = [10, 50, 100];

    /// <summary>
    /// How long a new release is watched after each step but the last one. Default: 10 minutes; telemetry reaches Log Analytics
    /// after 3 to 5 minutes.
    /// </summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long such a watch is in Azure, for what a plan says. Default: 10 minutes.</summary>
    public TimeSpan UsualWatch { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The share of failed requests that a watch bears, 0 to 1. Default: 0.05.</summary>
    public double MaxErrors { get; init; } = 0.05;

    /// <summary>How many requests telemetry has to show before it is judged. Default: 10.</summary>
    public int MinRequests { get; init; } = 10;

    /// <summary>How long a group or deployment may take until it answers. Default: 5 minutes.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an endpoint may answer that it is not ready (404, 424, 502 to 504) before that counts. Default: 60
    /// s.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The first pause before something is asked again. Default: 1 s.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// What tells this release from others that go on at the same time, without blanks: the CI system's run, or user, machine and
    /// process.
    /// </summary>
    public required string RunId { get; init; }

    /// <summary>Who releases; is written into the tag <c>mlops.by</c>. Default: <see cref="RunId"/>.</summary>
    public string? By { get; init; }

    /// <summary>How long a lock of somebody else is respected. Default: 1 hour.</summary>
    public TimeSpan LockLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether a holder of a lock, by its run id, has certainly ended. Default: nobody has.</summary>
    public Func<string, bool> HasEnded { get; init; } = _ => false;

    /// <summary>The time. Default: the machine's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
