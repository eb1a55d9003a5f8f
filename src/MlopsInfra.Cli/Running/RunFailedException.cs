using MlopsInfra.Cli.Reports;

namespace MlopsInfra.Cli.Running;

/// <summary>A command that failed half-way: why, and what was done before.</summary>
/// <param name="failure">Why.</param>
/// <param name="report">What was done before.</param>
internal sealed class RunFailedException(CliException failure, RunReport report) : Exception(failure.Message, failure)
{
    /// <summary>Why the run failed.</summary>
    public CliException Failure { get; } = failure;

    /// <summary>What was done before.</summary>
    public RunReport Report { get; } = report;
}
