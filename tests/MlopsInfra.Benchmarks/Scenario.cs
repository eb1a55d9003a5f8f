namespace MlopsInfra.Benchmarks;

/// <summary>A figure to measure.</summary>
/// <param name="Name">Its name on the command line and in the table.</param>
/// <param name="Prepare">Done before each run, outside the measurement.</param>
/// <param name="Command">The measured command.</param>
/// <param name="Bound">What the fastest run is held to; null: only reported.</param>
internal sealed record Scenario(string Name, Func<Task> Prepare, IReadOnlyList<string> Command, TimeSpan? Bound)
{
    /// <summary>
    /// Another scenario and how many times its duration this one may take at most, measured in the same run; null: not compared.
    /// </summary>
    public (string Scenario, double AtMost)? Ratio { get; init; }

    /// <summary>
    /// Another scenario and how much longer than that one this one may take at most, measured in the same run; null: not
    /// compared.
    /// </summary>
    public (string Scenario, TimeSpan AtMost)? Difference { get; init; }

    /// <summary>What no process may ever hold, in MB (10^6 bytes); null: only reported.</summary>
    public double? MegabytesBound { get; init; }
}
