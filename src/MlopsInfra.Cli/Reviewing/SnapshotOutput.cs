using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Reports;
using MlopsInfra.LocalEngine;
using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Reviewing;

/// <summary>For a command whose standard output is a file: everything that is told goes to standard error.</summary>
/// <param name="error">Standard error.</param>
/// <param name="verbose">Whether stack traces are wanted.</param>
internal sealed class SnapshotOutput(TextWriter error, bool verbose) : IRunOutput
{
    /// <inheritdoc/>
    public void Phase(string title) => error.WriteLine(title);

    /// <inheritdoc/>
    public void Published(PublishedAsset asset)
    {
        // A snapshot publishes nothing.
    }

    /// <inheritdoc/>
    public void Diagnostic(DeploymentDiagnostic diagnostic)
    {
        if (diagnostic.Severity == DiagnosticSeverity.Warning) error.WriteLine($"warning: {diagnostic.Message}");
    }

    /// <inheritdoc/>
    public void ProgramOutput(string line, bool isError) => error.WriteLine(line);

    /// <inheritdoc/>
    public ValueTask SucceededAsync(RunReport report) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask FailedAsync(CliException failure, RunReport? report)
    {
        foreach (var line in ErrorText.Lines(failure, verbose)) error.WriteLine(line);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
