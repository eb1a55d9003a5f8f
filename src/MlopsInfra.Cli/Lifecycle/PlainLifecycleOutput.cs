using MlopsInfra.Lifecycle;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>One line per event, without colours: for logs, files and pipes.</summary>
/// <param name="output">Standard output.</param>
internal sealed class PlainLifecycleOutput(TextWriter output) : LifecycleOutput
{
    /// <inheritdoc/>
    protected override void ShowPlan(IReadOnlyList<PlannedStep> steps)
    {
        foreach (var line in StepText.Plan(steps)) output.WriteLine(line);
    }

    /// <inheritdoc/>
    protected override void ShowStep(LifecycleStep step)
    {
        foreach (var line in StepText.Step(step)) output.WriteLine(line);
    }

    /// <inheritdoc/>
    protected override void ShowNote(string text) => output.WriteLine($"  {text}");
}
