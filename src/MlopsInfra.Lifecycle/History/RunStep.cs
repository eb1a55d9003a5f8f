namespace MlopsInfra.Lifecycle.History;

/// <summary>A step of a job.</summary>
/// <param name="Name">What it is called in its pipeline.</param>
/// <param name="Job">Name of the job that it is itself.</param>
/// <param name="Status">Its status, in Azure's words.</param>
/// <param name="State">How it is.</param>
internal sealed record RunStep(string Name, string Job, string Status, StepState State)
{
    /// <summary>How long it ran; null where it has not ended.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Why it failed, in a line; null where it did not, or nothing is said.</summary>
    public string? Error { get; init; }
}
