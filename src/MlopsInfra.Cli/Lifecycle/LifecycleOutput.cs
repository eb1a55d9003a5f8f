using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Lifecycle;
using Spectre.Console;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>Tells the user how a model's way goes on, and remembers it for the report. May be called from any thread.</summary>
internal abstract class LifecycleOutput : ILifecycleProgress, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<LifecycleStep> _steps = [];

    /// <summary>The plan; empty before there is one.</summary>
    public IReadOnlyList<PlannedStep> Plan { get; private set; } = [];

    /// <summary>The steps as they were told of last, in the order of their beginning.</summary>
    public IReadOnlyList<LifecycleStep> Steps
    {
        get
        {
            lock (_lock) return [.. _steps];
        }
    }

    /// <summary>
    /// Nothing but the document where JSON was asked for; a redrawn list in a terminal; plain lines where output is redirected or
    /// <c>CI</c> is set.
    /// </summary>
    /// <param name="settings">Whether <c>--json</c> was given.</param>
    public static LifecycleOutput Create(StackSettings settings)
    {
        if (settings.Json) return new SilentLifecycleOutput();
        return Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"))
            ? new PlainLifecycleOutput(Console.Out) : new LiveLifecycleOutput(AnsiConsole.Console, Console.Out);
    }

    /// <inheritdoc/>
    public void Planned(IReadOnlyList<PlannedStep> steps)
    {
        lock (_lock)
        {
            Plan = steps;
            ShowPlan(steps);
        }
    }

    /// <inheritdoc/>
    public void Changed(LifecycleStep step)
    {
        lock (_lock)
        {
            var known = _steps.FindIndex(each => each.Name == step.Name);
            if (known < 0) _steps.Add(step);
            else if (_steps[known] is { } before && before.State == step.State && before.Detail == step.Detail) return;
            else _steps[known] = step;
            ShowStep(step);
        }
    }

    /// <inheritdoc/>
    public void Note(string text)
    {
        lock (_lock) ShowNote(text);
    }

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Shows the plan.</summary>
    /// <param name="steps">The plan.</param>
    protected abstract void ShowPlan(IReadOnlyList<PlannedStep> steps);

    /// <summary>Shows a step that changed.</summary>
    /// <param name="step">The step.</param>
    protected abstract void ShowStep(LifecycleStep step);

    /// <summary>Shows a sentence.</summary>
    /// <param name="text">The sentence.</param>
    protected abstract void ShowNote(string text);
}
