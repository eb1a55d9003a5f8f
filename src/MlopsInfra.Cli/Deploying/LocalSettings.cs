using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Publishing;
using MlopsInfra.Cli.Reviewing;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Deploying;

/// <summary>What was asked for on the command line of <c>mlops local preview|up|refresh|destroy</c>.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Stack">The stack, and how to talk.</param>
internal sealed record LocalSettings(DeploymentKind Kind, StackSettings Stack)
{
    /// <summary>What <c>up</c> publishes at its end; null for nothing.</summary>
    public PublishedPipeline? Pipeline { get; init; }

    /// <summary>For a preview: the review that is made of it; null for none.</summary>
    public ReviewFiles? Review { get; init; }

    /// <summary>For a preview: the exported state of a stack in Azure to compare with; null for the local stack.</summary>
    public string? ExportedState { get; init; }

    /// <summary>For a refresh: whether it only says what differs.</summary>
    public bool PreviewOnly { get; init; }

    /// <summary>Whether nothing is changed or written.</summary>
    public bool IsPreview => Kind == DeploymentKind.Preview || PreviewOnly;

    /// <summary>Whether an update may begin that soft delete will stop half-way.</summary>
    public bool AllowSoftDeleteConflict { get; init; }

    /// <summary>Whether the run stands in the environment's network.</summary>
    public bool FromNetwork { get; init; }

    /// <summary>Whether to say how long Azure would take.</summary>
    public bool SimulateLatency { get; init; }
}
