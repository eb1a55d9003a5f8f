using MlopsInfra.Cli.Reports;
using MlopsInfra.LocalEngine;
using MlopsInfra.PostDeploy;
using Spectre.Console;

namespace MlopsInfra.Cli.Output;

/// <summary>For a terminal: the tree of resources, redrawn as they change.</summary>
internal sealed class LiveOutput : IRunOutput
{
    private static readonly TimeSpan RedrawPeriod = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole _console;
    private readonly IAnsiConsole _lines;
    private readonly IAnsiConsole _error;
    private readonly bool _verbose;
    private readonly ResourceTree _tree;
    private readonly Lock _lock = new();
    private readonly List<string> _messages = [];
    private readonly CancellationTokenSource _end = new();
    private Task? _drawing;

    /// <summary>Starts with an empty tree.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="lines">Standard output for whole lines.</param>
    /// <param name="error">Standard error for whole lines.</param>
    /// <param name="isPreview">Whether the steps are only what would be done.</param>
    /// <param name="verbose">Whether stack traces are wanted.</param>
    public LiveOutput(IAnsiConsole console, IAnsiConsole lines, IAnsiConsole error, bool isPreview, bool verbose)
    {
        _console = console;
        _lines = lines;
        _error = error;
        _verbose = verbose;
        _tree = new ResourceTree(isPreview);
    }

    /// <inheritdoc/>
    public void Phase(string title)
    {
        lock (_lock) _tree.Title = title;
        _drawing ??= DrawAsync();
    }

    /// <inheritdoc/>
    public void StepStarted(ResourceStep step) => Set(step);

    /// <inheritdoc/>
    public void StepFinished(ResourceStep step) => Set(step);

    /// <inheritdoc/>
    public void StepFailed(ResourceStep step) => Set(step);

    /// <inheritdoc/>
    public void Diagnostic(DeploymentDiagnostic diagnostic)
    {
        if (diagnostic.Severity == DiagnosticSeverity.Error) return;
        lock (_lock) _messages.Add($"{diagnostic.Severity.ToString().ToLowerInvariant()}: {diagnostic.Message}");
    }

    /// <inheritdoc/>
    public void ProgramOutput(string line, bool isError)
    {
        lock (_lock) _messages.Add(line);
    }

    /// <inheritdoc/>
    public void Published(PublishedAsset asset)
    {
        lock (_lock) _tree.Set(asset);
    }

    /// <inheritdoc/>
    public async ValueTask SucceededAsync(RunReport report)
    {
        await EndAsync();
        foreach (var line in SummaryText.Lines(report, _verbose)) _lines.MarkupLineInterpolated($"{line}");
    }

    /// <inheritdoc/>
    public async ValueTask FailedAsync(CliException failure, RunReport? report)
    {
        await EndAsync();
        if (report is not null)
        {
            foreach (var line in report.Repaired is { } repaired ? RepairText.Lines(repaired) : SummaryText.Counts(report))
                _lines.MarkupLineInterpolated($"{line}");
        }

        foreach (var line in ErrorText.Lines(failure, _verbose)) _error.MarkupLineInterpolated($"[red]{line}[/]");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _end.Dispose();
    }

    private void Set(ResourceStep step)
    {
        lock (_lock) _tree.Set(step);
    }

    // The live region shows what happened last; the whole tree is printed once, when it stands still.
    private Task DrawAsync() =>
        _console.Live(new Text("")).AutoClear(true).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Top)
        .StartAsync(async live =>
        {
            while (!_end.IsCancellationRequested)
            {
                lock (_lock) live.UpdateTarget(_tree.Render(_console.Profile.Height));
                await Task.Delay(RedrawPeriod, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });

    private async Task EndAsync()
    {
        if (_drawing is null) return;
        await _end.CancelAsync();
        await _drawing;
        _drawing = null;
        _console.Write(_tree.Render());
        foreach (var message in _messages) _lines.MarkupLineInterpolated($"[grey]{message}[/]");
    }
}
