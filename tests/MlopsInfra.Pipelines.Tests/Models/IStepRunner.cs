namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>Runs the steps that a CI system would.</summary>
internal interface IStepRunner
{
    /// <summary>Runs a step.</summary>
    /// <param name="step">The step.</param>
    Task<StepResult> RunAsync(ModelStep step);
}
