namespace MlopsInfra.Lifecycle.Tests.Releases;

/// <summary>Remembers what was told.</summary>
internal sealed class RecordedProgress : ILifecycleProgress
{
    private readonly Dictionary<string, LifecycleStep> _steps = [];

    public IReadOnlyList<PlannedStep> Plan { get; private set; } = [];

    public List<string> Notes { get; } = [];

    public void Planned(IReadOnlyList<PlannedStep> steps) => Plan = steps;

    public void Changed(LifecycleStep step) => _steps[step.Name] = step;

    public void Note(string text) => Notes.Add(text);

    /// <summary>How a step was when it was told of last.</summary>
    public LifecycleStep Step(string name) => _steps[name];

    /// <summary>The names of the steps that anything was told of.</summary>
    public IEnumerable<string> Names => _steps.Keys;
}
