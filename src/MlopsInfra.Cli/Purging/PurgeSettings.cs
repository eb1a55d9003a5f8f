using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Purging;

/// <summary>What was asked for on the command line of <c>mlops purge</c>.</summary>
/// <param name="Stack">The stack, and how to talk.</param>
internal sealed record PurgeSettings(StackSettings Stack)
{
    /// <summary>Whether to purge on the local cloud.</summary>
    public bool Local { get; init; }

    /// <summary>Whether only to say what is held.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether not to ask.</summary>
    public bool Yes { get; init; }

    /// <summary>The subscription; null: by configuration or environment.</summary>
    public string? SubscriptionId { get; init; }
}
