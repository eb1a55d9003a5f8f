namespace MlopsInfra.Lifecycle;

/// <summary>Is told how a model's way goes on. Called from one thread at a time.</summary>
public interface ILifecycleProgress
{
    /// <summary>What is going to be done, before anything is.</summary>
    /// <param name="steps">The steps, in order.</param>
    void Planned(IReadOnlyList<PlannedStep> steps);

    /// <summary>A step has begun, gone on or ended.</summary>
    /// <param name="step">Its name and how it is.</param>
    void Changed(LifecycleStep step);

    /// <summary>Something worth knowing: what is waited for, or was found otherwise than expected.</summary>
    /// <param name="text">One sentence.</param>
    void Note(string text);
}
