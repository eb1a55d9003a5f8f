using System.Collections.Immutable;
using MlopsInfra.Formats.Secrets;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Collects what a deployment does and tells its observer, one call at a time.</summary>
internal sealed class StepReporter(IDeploymentObserver observer)
{
    private readonly Lock _lock = new();
    private readonly List<ResourceStep> _steps = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly List<DeploymentError> _errors = [];

    /// <summary>Whether anything went wrong.</summary>
    public bool HasErrors
    {
        get
        {
            lock (_lock) return _errors.Count > 0;
        }
    }

    /// <summary>The steps so far.</summary>
    public ImmutableArray<ResourceStep> Steps
    {
        get
        {
            lock (_lock) return [.. _steps];
        }
    }

    /// <summary>The errors so far.</summary>
    public ImmutableArray<DeploymentError> Errors
    {
        get
        {
            lock (_lock) return [.. _errors];
        }
    }

    /// <summary>Work begins.</summary>
    public void Started(ResourceStep step)
    {
        lock (_lock) observer.StepStarted(step);
    }

    /// <summary>Work ended well.</summary>
    public void Finished(ResourceStep step)
    {
        var finished = step with { FinishedAt = DateTimeOffset.UtcNow };
        lock (_lock)
        {
            _positions[finished.Urn] = _steps.Count;
            _steps.Add(finished);
            observer.StepFinished(finished);
        }
    }

    /// <summary>Work failed.</summary>
    public void Failed(ResourceStep step, DeploymentError error)
    {
        var failed = step with { FinishedAt = DateTimeOffset.UtcNow, Error = error };
        lock (_lock)
        {
            _steps.Add(failed);
            _errors.Add(error);
            observer.StepFailed(failed);
        }
    }

    /// <summary>Something went wrong that is no single step's.</summary>
    public void Error(DeploymentError error)
    {
        error = error with { Message = SecretTexts.Hide(error.Message) };
        lock (_lock)
        {
            _errors.Add(error);
            observer.Diagnostic(new DeploymentDiagnostic(DiagnosticSeverity.Error, error.Message, error.Urn));
        }
    }

    /// <summary>Something is said.</summary>
    public void Diagnostic(DeploymentDiagnostic diagnostic)
    {
        diagnostic = diagnostic with { Message = SecretTexts.Hide(diagnostic.Message) };
        lock (_lock) observer.Diagnostic(diagnostic);
    }

    /// <summary>The program wrote a line.</summary>
    public void ProgramOutput(string line, bool isError)
    {
        lock (_lock) observer.ProgramOutput(line, isError);
    }

    /// <summary>The outputs of a component are known only after its step.</summary>
    public void OutputsKnown(string urn, PropertyMap outputs)
    {
        lock (_lock)
        {
            if (_positions.TryGetValue(urn, out var position)) _steps[position] = _steps[position] with { Outputs = outputs };
        }
    }
}
