using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Repairing;

/// <summary>What was asked for on the command line of <c>mlops repair</c>.</summary>
/// <param name="Stack">The stack, and how to talk.</param>
internal sealed record RepairSettings(StackSettings Stack)
{
    /// <summary>The export; null: to be had from <c>pulumi</c>.</summary>
    public string? StateFile { get; init; }

    /// <summary>Whether to look on the local cloud.</summary>
    public bool Local { get; init; }

    /// <summary>Whether to run the command without asking.</summary>
    public bool Yes { get; init; }

    /// <summary>The subscription; null: to be found.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>Ids that the user has found out, by URN.</summary>
    public IReadOnlyDictionary<string, string> Known { get; init; } = new Dictionary<string, string>();

    /// <summary>URNs of what the user knows not to be there.</summary>
    public IReadOnlySet<string> Absent { get; init; } = new HashSet<string>();
}
