namespace MlopsInfra.Cli.Lifecycle;

/// <summary>What was asked for on the command line of <c>mlops run</c>.</summary>
/// <param name="Common">What every command of a model's way is told.</param>
internal sealed record RunSettings(LifecycleSettings Common)
{
    /// <summary>The pipeline component, with or without a version; null for the training pipeline behind the endpoint.</summary>
    public string? Pipeline { get; init; }

    /// <summary>An address of data, or a local file or folder; null for the default.</summary>
    public string? Data { get; init; }

    /// <summary>Values of inputs, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Inputs { get; init; } = [];

    /// <summary>Tags of the job.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>The experiment that the job is filed under; null for the default.</summary>
    public string? Experiment { get; init; }

    /// <summary>Whether the job is not followed.</summary>
    public bool NoWait { get; init; }

    /// <summary>Whether to train once more what was trained already.</summary>
    public bool Again { get; init; }
}
