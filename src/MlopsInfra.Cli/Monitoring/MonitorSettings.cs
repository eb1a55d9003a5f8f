using MlopsInfra.Cli.Lifecycle;

namespace MlopsInfra.Cli.Monitoring;

/// <summary>What was asked for on the command line of <c>mlops monitor</c>.</summary>
/// <param name="Common">What every command of a model's way is told.</param>
internal sealed record MonitorSettings(LifecycleSettings Common)
{
    /// <summary>Name of the pipeline component that monitors.</summary>
    public const string Pipeline = "monitor_model";

    /// <summary>Values of the pipeline's inputs, by name; <c>days</c> and <c>until</c> among them where they were said.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Inputs { get; init; } = [];

    /// <summary>The file that the report is saved to; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>Where a breach is written down: <c>github</c>, <c>azure-devops</c>; null for nowhere.</summary>
    public string? Open { get; init; }

    /// <summary>Whether to compare once more what was compared already.</summary>
    public bool Again { get; init; }
}
