using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>What every command of a model's way is told on its command line.</summary>
/// <param name="Stack">The stack, and how to talk.</param>
internal sealed record LifecycleSettings(StackSettings Stack)
{
    /// <summary>Whether it works on the local cloud.</summary>
    public bool Local { get; init; }

    /// <summary>Whether, on the local cloud, it stands in the environment's network.</summary>
    public bool FromNetwork { get; init; }

    /// <summary>Whether to say only what would be done.</summary>
    public bool DryRun { get; init; }

    /// <summary>Where the stack's outputs come from; null: from the pulumi CLI, or with <c>--local</c> from the local
    /// state.</summary>
    public string? Outputs { get; init; }

    /// <summary>The file for the summary in Markdown; null: where the CI system expects it, if there is one.</summary>
    public string? Summary { get; init; }
}
