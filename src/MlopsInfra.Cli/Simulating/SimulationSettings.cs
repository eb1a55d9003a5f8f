using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Simulating;

/// <summary>What was asked for on the command line of <c>mlops local simulate</c>.</summary>
/// <param name="Stack">The stack, and how to talk.</param>
/// <param name="Days">How many days of traffic: from 1 on.</param>
internal sealed record SimulationSettings(StackSettings Stack, int Days)
{
    /// <summary>When the last day ends; null for the last midnight (UTC).</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>By how many standard deviations features are shifted, by name.</summary>
    public IReadOnlyDictionary<string, double> Drift { get; init; } = new Dictionary<string, double>();

    /// <summary>The first day that is shifted, counted from 1.</summary>
    public int DriftFrom { get; init; } = 1;

    /// <summary>How long after a request its outcome is known; null: never.</summary>
    public TimeSpan? LabelDelay { get; init; }

    /// <summary>Requests in a day.</summary>
    public int Requests { get; init; }

    /// <summary>Rows in a request.</summary>
    public int Rows { get; init; }

    /// <summary>A file or folder of CSV that rows are drawn from; null for the project's own training data.</summary>
    public string? Data { get; init; }

    /// <summary>What the draw follows from.</summary>
    public int Seed { get; init; }

    /// <summary>What is wrong with the command line.</summary>
    /// <param name="message">What is wrong, and what would be right.</param>
    internal static CliException Wrong(string message) => new(ExitCode.Usage, "Usage", message);
}
