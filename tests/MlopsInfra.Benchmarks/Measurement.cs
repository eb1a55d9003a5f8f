namespace MlopsInfra.Benchmarks;

/// <summary>One run of a command, measured from outside.</summary>
/// <param name="Wall">From process start to exit.</param>
/// <param name="Cpu">Processor time, user and system, of all its processes together: what the clock would say on one free
/// core.</param>
/// <param name="PeakMegabytes">The largest resident set of any process it started, itself included, in MB (10^6 bytes).</param>
internal sealed record Measurement(TimeSpan Wall, TimeSpan Cpu, double PeakMegabytes);
