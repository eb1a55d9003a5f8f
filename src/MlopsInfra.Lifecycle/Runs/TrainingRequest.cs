namespace MlopsInfra.Lifecycle.Runs;

/// <summary>What a run of a published pipeline is asked for.</summary>
public sealed record TrainingRequest
{
    /// <summary>The experiment that runs are filed under unless another one is named; that of runs that new data starts,
    /// too.</summary>
    public const string DefaultExperiment = "training";

    /// <summary>The pipeline component, <c>NAME</c> for its newest version, or <c>NAME:VERSION</c>; null for the training
    /// pipeline behind the environment's endpoint.</summary>
    public string? Pipeline { get; init; }

    /// <summary>An address of data, or a local file or folder; null for the environment's own training data.</summary>
    public string? Data { get; init; }

    /// <summary>Values of further inputs, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Inputs { get; init; } = [];

    /// <summary>Tags of the job besides those of this library.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The experiment that the job is filed under; null for <see cref="DefaultExperiment"/>, or the name of the pipeline
    /// that was asked for.</summary>
    public string? Experiment { get; init; }

    /// <summary>Says what time it is: a pipeline that looks back from now does something else in each hour.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether to train once more what was trained already.</summary>
    public bool Again { get; init; }

    /// <summary>Who started it, from which source.</summary>
    public RunMetadata Metadata { get; init; } = RunMetadata.Unknown;
}
