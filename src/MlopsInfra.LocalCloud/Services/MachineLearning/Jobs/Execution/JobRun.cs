namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>What is known of a job's execution besides the job itself.</summary>
internal sealed record JobRun
{
    /// <summary>ARM id of the job.</summary>
    public required string Id { get; init; }

    /// <summary>The job's name, which is the id of its run.</summary>
    public required string Name { get; init; }

    /// <summary>The job that this one is a step of; null for one that somebody submitted.</summary>
    public string? Parent { get; init; }

    /// <summary>The job that somebody submitted; its own name for that one itself.</summary>
    public required string Root { get; init; }

    /// <summary>What it is called in its pipeline; null for a job that somebody submitted.</summary>
    public string? Step { get; init; }

    /// <summary>Object id of who submitted it; null for the deployer.</summary>
    public string? Principal { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it began to run; null for not yet.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; null for not yet.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public JobError? Error { get; init; }

    /// <summary>Its logs: names as in <c>user_logs/std_log.txt</c>, below <see cref="JobArtifacts.FolderOf"/>.</summary>
    public IReadOnlyList<string> Logs { get; init; } = [];

    /// <summary>Where its outputs are, as paths in datastores, by name.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    /// <summary>What its result depends on; null where it is to be run anew every time.</summary>
    public string? Key { get; init; }

    /// <summary>The job whose outputs it took because it would have done the same; null for none.</summary>
    public string? ReusedRun { get; init; }
}
