namespace MlopsInfra.Cli.Jobs;

/// <summary>A job, or the step of one.</summary>
/// <param name="Name">The job's name; of a step, what it is called in its pipeline.</param>
/// <param name="Status">Its status, in Azure's words.</param>
internal sealed record ListedJob(string Name, string Status)
{
    /// <summary>The name of the job that a step is.</summary>
    public string? Job { get; init; }

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it began; null for not yet.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>How long it ran; null where it has not ended.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether it only moved along its timeline.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>Whether it took the outputs of an earlier one.</summary>
    public bool IsReused { get; init; }

    /// <summary>Why it failed, in one line; null where it did not.</summary>
    public string? Error { get; init; }
}
