namespace MlopsInfra.Lifecycle;

/// <summary>How a step is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Whether it runs, is done, was done before, or failed.</param>
/// <param name="Detail">What came of it, in a few words.</param>
public sealed record LifecycleStep(string Name, StepState State, string Detail)
{
    /// <summary>How long it took; null while it runs, and where that is not known.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The last lines of its log; empty unless it failed and has one.</summary>
    public IReadOnlyList<string> Log { get; init; } = [];
}
