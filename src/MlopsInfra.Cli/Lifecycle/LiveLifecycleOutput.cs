using MlopsInfra.Lifecycle;
using Spectre.Console;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>For a terminal: what has ended stays as a line, and what is under way is redrawn below it, with its time.</summary>
internal sealed class LiveLifecycleOutput : LifecycleOutput
{
    private static readonly TimeSpan RedrawPeriod = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole _console;
    private readonly TextWriter _output;
    private readonly Queue<string> _lines = [];
    private readonly Dictionary<string, (LifecycleStep Step, DateTime Since)> _running = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private Task? _drawing;

    /// <summary>Begins with nothing.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="output">Standard output, for lines that the terminal wraps by itself.</param>
    public LiveLifecycleOutput(IAnsiConsole console, TextWriter output)
    {
        (_console, _output) = (console, output);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_drawing is not null) await _drawing;
        _end.Dispose();
        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void ShowPlan(IReadOnlyList<PlannedStep> steps) => Write(StepText.Plan(steps));

    /// <inheritdoc/>
    protected override void ShowStep(LifecycleStep step)
    {
        if (step.State is not (StepState.Waiting or StepState.Running))
        {
            lock (_lock) _running.Remove(step.Name);
            Write(StepText.Step(step));
            return;
        }

        lock (_lock)
        {
            var since = _running.TryGetValue(step.Name, out var before) ? before.Since : DateTime.UtcNow;
            _running[step.Name] = (step, since);
        }

        _drawing ??= Task.Run(DrawAsync);
    }

    /// <inheritdoc/>
    protected override void ShowNote(string text) => Write([$"  {text}"]);

    private void Write(IEnumerable<string> lines)
    {
        lock (_lock)
        {
            foreach (var line in lines)
            {
                if (_drawing is null) _output.WriteLine(line);
                else _lines.Enqueue(line);
            }
        }
    }

    // While something is redrawn, lines can only be written by who redraws.
    private Task DrawAsync() => _console.Live(new Text("")).AutoClear(true).StartAsync(async live =>
    {
        while (!_end.IsCancellationRequested)
        {
            Draw(live);
            await Task.Delay(RedrawPeriod, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_lock) _running.Clear();
        Draw(live);
    });

    private void Draw(LiveDisplayContext live)
    {
        lock (_lock)
        {
            while (_lines.TryDequeue(out var line)) _console.WriteLine(line);
            live.UpdateTarget(new Rows(_running.Values.Select(each => new Text(
                string.Join('\n', StepText.Step(each.Step with { Duration = DateTime.UtcNow - each.Since }))))));
        }
    }
}
