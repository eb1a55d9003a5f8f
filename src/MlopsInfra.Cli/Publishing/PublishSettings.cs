using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Publishing;

/// <summary>What was asked for on the command line of <c>mlops publish</c>.</summary>
/// <param name="Stack">The stack, and how to talk.</param>
internal sealed record PublishSettings(StackSettings Stack)
{
    /// <summary>What to publish.</summary>
    public required PublishedPipeline Pipeline { get; init; }

    /// <summary>Whether to publish to the local cloud.</summary>
    public bool Local { get; init; }

    /// <summary>
    /// Whether the run stands in the environment's network; on the local cloud only, in Azure it stands where it stands.
    /// </summary>
    public bool FromNetwork { get; init; }

    /// <summary>Whether only to say what is missing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Where the stack's outputs come from; null: from the pulumi CLI.</summary>
    public string? Outputs { get; init; }
}
