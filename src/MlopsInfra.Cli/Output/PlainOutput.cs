using MlopsInfra.Cli.Reports;
using MlopsInfra.LocalEngine;
using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Output;

/// <summary>
/// One line per event, without colours: for logs, files and pipes. Resources that stay the same are only counted.
/// </summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="isPreview">Whether the steps are only what would be done.</param>
/// <param name="verbose">Whether stack traces are wanted.</param>
internal sealed class PlainOutput(TextWriter output, TextWriter error, bool isPreview, bool verbose) : IRunOutput
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public void Phase(string title) => Write(title);

    /// <inheritdoc/>
    public void StepFinished(ResourceStep step)
    {
        if (step.Operation == StepOperation.Same) return;
        Write($"  {StepNames.Sign(step.Operation),-2} {step.Type} {step.Name} {StepNames.Verb(step.Operation, isPreview)}");
        foreach (var change in ChangeText.Lines(step)) Write($"       {change}");
    }

    /// <inheritdoc/>
    public void StepFailed(ResourceStep step) => Write($"  !  {step.Type} {step.Name} failed: {step.Error?.Code}");

    /// <inheritdoc/>
    public void Diagnostic(DeploymentDiagnostic diagnostic)
    {
        // Errors come once more, and with everything that belongs to them, in the result.
        if (diagnostic.Severity == DiagnosticSeverity.Error) return;
        Write($"  {diagnostic.Severity.ToString().ToLowerInvariant()}: {diagnostic.Message}");
    }

    /// <inheritdoc/>
    public void ProgramOutput(string line, bool isError)
    {
        lock (_lock) (isError ? error : output).WriteLine(line);
    }

    /// <inheritdoc/>
    public void Published(PublishedAsset asset)
    {
        if (asset.Op != PublishOperation.Same)
            Write($"  {(asset.Op == PublishOperation.Update ? "~" : "+"),-2} {SummaryText.Asset(asset, isPreview)}");
    }

    /// <inheritdoc/>
    public ValueTask SucceededAsync(RunReport report)
    {
        foreach (var line in SummaryText.Lines(report, verbose)) Write(line);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask FailedAsync(CliException failure, RunReport? report)
    {
        lock (_lock)
        {
            if (report is not null)
            {
                foreach (var line in report.Repaired is { } repaired ? RepairText.Lines(repaired) : SummaryText.Counts(report))
                    output.WriteLine(line);
            }

            output.Flush();
            foreach (var line in ErrorText.Lines(failure, verbose)) error.WriteLine(line);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Write(string line)
    {
        lock (_lock) output.WriteLine(line);
    }
}
