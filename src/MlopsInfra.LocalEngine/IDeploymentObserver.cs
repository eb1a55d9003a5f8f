namespace MlopsInfra.LocalEngine;

/// <summary>
/// Sees a deployment as it happens. Calls come from several threads but never two at a time; they are to return soon, as
/// the deployment waits for them. Every member does nothing unless it is implemented.
/// </summary>
public interface IDeploymentObserver
{
    /// <summary>Work on a resource begins (not reported for resources that stay the same).</summary>
    /// <param name="step">The step, without outputs.</param>
    void StepStarted(ResourceStep step)
    {
    }

    /// <summary>Work on a resource ended well; for one that stays the same this is the only call.</summary>
    /// <param name="step">The step, finished.</param>
    void StepFinished(ResourceStep step)
    {
    }

    /// <summary>Work on a resource failed.</summary>
    /// <param name="step">The step, with its error.</param>
    void StepFailed(ResourceStep step)
    {
    }

    /// <summary>The program or the engine says something.</summary>
    /// <param name="diagnostic">What is said.</param>
    void Diagnostic(DeploymentDiagnostic diagnostic)
    {
    }

    /// <summary>The program wrote a line to its standard output or error.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="isError">Whether it went to standard error.</param>
    void ProgramOutput(string line, bool isError)
    {
    }
}
