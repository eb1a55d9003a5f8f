namespace MlopsInfra.Cli.Simulating;

/// <summary>What came of a simulation.</summary>
/// <param name="Served">What was asked.</param>
/// <param name="From">When the first day began.</param>
/// <param name="Until">When the last one ended.</param>
internal sealed record SimulationResult(ServedModel Served, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Requests that were answered.</summary>
    public int Answered { get; init; }

    /// <summary>Requests that were not, or not well.</summary>
    public int Failed { get; init; }

    /// <summary>The first of those: status and answer.</summary>
    public string? FirstFailure { get; init; }

    /// <summary>Answers that never came into the log of predictions.</summary>
    public int Unlogged { get; init; }

    /// <summary>Outcomes that were written.</summary>
    public int Labels { get; init; }

    /// <summary>Outcomes whose time has not come.</summary>
    public int Waiting { get; init; }
}
