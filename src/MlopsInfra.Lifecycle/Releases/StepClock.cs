using System.Diagnostics;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>Tells of one step how long it takes.</summary>
internal sealed class StepClock
{
    private readonly ILifecycleProgress _progress;
    private readonly string _name;
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>The step begins.</summary>
    /// <param name="progress">Is told.</param>
    /// <param name="name">Name of the step.</param>
    /// <param name="detail">What is being done.</param>
    public StepClock(ILifecycleProgress progress, string name, string detail)
    {
        (_progress, _name) = (progress, name);
        progress.Changed(new LifecycleStep(name, StepState.Running, detail));
    }

    /// <summary>It goes on.</summary>
    /// <param name="detail">What is being done.</param>
    public void Goes(string detail) => _progress.Changed(new LifecycleStep(_name, StepState.Running, detail));

    /// <summary>It ends well.</summary>
    /// <param name="detail">What came of it.</param>
    public void Done(string detail) => End(StepState.Done, detail, []);

    /// <summary>It fails.</summary>
    /// <param name="failure">Why.</param>
    /// <returns>The same, to be thrown.</returns>
    public LifecycleException Failed(LifecycleException failure)
    {
        End(StepState.Failed, failure.Message, failure.Log);
        return failure;
    }

    private void End(StepState state, string detail, IReadOnlyList<string> log) => _progress.Changed(
        new LifecycleStep(_name, state, detail) { Duration = Stopwatch.GetElapsedTime(_started), Log = log });
}
