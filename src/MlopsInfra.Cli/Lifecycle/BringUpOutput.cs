using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Reports;
using MlopsInfra.LocalEngine;
using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>Tells little of a stack that is brought up on the way: its phases, warnings, and what its program prints.</summary>
/// <param name="output">Where it is told.</param>
internal sealed class BringUpOutput(LifecycleOutput output) : IRunOutput
{
    /// <inheritdoc/>
    public void Phase(string title) => output.Note(title);

    /// <inheritdoc/>
    public void Diagnostic(DeploymentDiagnostic diagnostic)
    {
        // Errors come with the exception that ends the run.
        if (diagnostic.Severity != DiagnosticSeverity.Error) output.Note(diagnostic.Message);
    }

    /// <inheritdoc/>
    public void ProgramOutput(string line, bool isError) => output.Note(line);

    /// <inheritdoc/>
    public void Published(PublishedAsset asset)
    {
        // Counted by who publishes.
    }

    /// <inheritdoc/>
    public ValueTask SucceededAsync(RunReport report) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask FailedAsync(CliException failure, RunReport? report) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
