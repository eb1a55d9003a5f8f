using System.Collections.Concurrent;

namespace MlopsInfra.LocalEngine.Tests.Support;

/// <summary>Remembers what it is told.</summary>
internal sealed class RecordingObserver : IDeploymentObserver
{
    public ConcurrentQueue<string> Events { get; } = new();

    public ConcurrentQueue<DeploymentDiagnostic> Diagnostics { get; } = new();

    public ConcurrentQueue<string> Lines { get; } = new();

    public void StepStarted(ResourceStep step) => Events.Enqueue($"started {step.Operation} {step.Name}");

    public void StepFinished(ResourceStep step) => Events.Enqueue($"finished {step.Operation} {step.Name}");

    public void StepFailed(ResourceStep step) => Events.Enqueue($"failed {step.Operation} {step.Name}");

    public void Diagnostic(DeploymentDiagnostic diagnostic) => Diagnostics.Enqueue(diagnostic);

    public void ProgramOutput(string line, bool isError) => Lines.Enqueue(isError ? $"! {line}" : line);
}
