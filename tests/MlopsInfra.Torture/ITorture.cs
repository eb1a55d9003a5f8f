namespace MlopsInfra.Torture;

/// <summary>One way to torture the product.</summary>
internal interface ITorture
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>What it does, in one sentence.</summary>
    string Description { get; }

    /// <summary>How many tries the long run makes.</summary>
    int LongCount { get; }

    /// <summary>How many tries the short run makes. All short runs together stay below three minutes.</summary>
    int ShortCount { get; }

    /// <summary>Makes the tries that the run asks for, and counts them and their faults.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Stops it; what was counted until then is printed.</param>
    Task RunAsync(TortureRun run, CancellationToken cancellation);
}
