namespace MlopsInfra.Lifecycle.Runs;

/// <summary>What a run of the training pipeline is asked for.</summary>
public sealed record TrainingRequest
{
    /// <summary>The experiment that runs are filed under unless another one is named; that of runs that new data starts,
    /// too.</summary>
    public const string DefaultExperiment = "training";

    /// <summary>An address of data, or a local file or folder; null for the environment's own training data.</summary>
    public string? Data { get; init; }

    /// <summary>Values of further inputs, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Inputs { get; init; } = [];

    /// <summary>Tags of the job besides those of this library.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The experiment that the job is filed under.</summary>
    public string Experiment { get; init; } = DefaultExperiment;

    /// <summary>Whether to train once more what was trained already.</summary>
    public bool Again { get; init; }

    /// <summary>Who started it, from which source.</summary>
    public RunMetadata Metadata { get; init; } = RunMetadata.Unknown;
}
