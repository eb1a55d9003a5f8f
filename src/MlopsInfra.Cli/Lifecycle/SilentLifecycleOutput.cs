using MlopsInfra.Lifecycle;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>Shows nothing on the way: the document at the end says it all.</summary>
internal sealed class SilentLifecycleOutput : LifecycleOutput
{
    /// <inheritdoc/>
    protected override void ShowPlan(IReadOnlyList<PlannedStep> steps)
    {
        // In the document.
    }

    /// <inheritdoc/>
    protected override void ShowStep(LifecycleStep step)
    {
        // In the document.
    }

    /// <inheritdoc/>
    protected override void ShowNote(string text)
    {
        // For people.
    }
}
