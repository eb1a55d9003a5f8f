using MlopsInfra.Lifecycle.Releases;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>What was asked for on the command line of <c>mlops release</c>.</summary>
/// <param name="Common">What every command of a model's way is told.</param>
internal sealed record ReleaseSettings(LifecycleSettings Common)
{
    /// <summary>The model, <c>NAME</c> or <c>NAME:VERSION</c>; null for the newest that may be released.</summary>
    public string? Model { get; init; }

    /// <summary>The stack that model and image come from; null for the same one.</summary>
    public string? From { get; init; }

    /// <summary>Where that stack's outputs come from; null for the default.</summary>
    public string? FromOutputs { get; init; }

    /// <summary>What builds an image.</summary>
    public ImageBuilderKind Builder { get; init; }

    /// <summary>What collects requests and predictions in production.</summary>
    public CollectorKind Collector { get; init; }

    /// <summary>The latency that 95 of 100 requests may have, in milliseconds.</summary>
    public required int MaxLatency { get; init; }

    /// <summary>Percent of the traffic, step by step.</summary>
    public required IReadOnlyList<int> Steps { get; init; }

    /// <summary>How long a step is watched, in seconds; null for the default.</summary>
    public int? Watch { get; init; }
}
