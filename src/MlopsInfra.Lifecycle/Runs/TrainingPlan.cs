using MlopsInfra.Lifecycle.Data;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>What a run of a pipeline would do.</summary>
/// <param name="Job">Name of the job.</param>
/// <param name="Pipeline">The pipeline that it runs.</param>
public sealed record TrainingPlan(string Job, TrainingPipeline Pipeline)
{
    /// <summary>What it is given, by name.</summary>
    public required IReadOnlyList<JobInput> Inputs { get; init; }

    /// <summary>The data that it works on: what it trains on. Null for a pipeline that has no one input for that.</summary>
    public RunData? Data { get; init; }

    /// <summary>The job as it is; null where it has to be started.</summary>
    public TrainingJob? Existing { get; init; }

    /// <summary>The jobs that were started for the same before, and did not complete.</summary>
    public IReadOnlyList<string> CutOff { get; init; } = [];

    /// <summary>The tags that the job gets.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The experiment that the job is filed under.</summary>
    public required string Experiment { get; init; }

    /// <summary>The steps, for people.</summary>
    public required IReadOnlyList<PlannedStep> Steps { get; init; }
}
