using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Work on one resource; what is known of it grows on the way.</summary>
internal sealed class StepAttempt(StepReporter reporter, ResourceStep step)
{
    /// <summary>What is known by now.</summary>
    public ResourceStep Step { get; set; } = step;

    /// <summary>A step that begins with a goal.</summary>
    public static StepAttempt For(StepReporter reporter, RegisteredResource resource, StepOperation operation) =>
        new(reporter, new ResourceStep
    {
        Operation = operation,
        Urn = resource.Urn,
        Type = resource.Goal.Type,
        Name = resource.Goal.Name,
        IsCustom = resource.Goal.Custom,
        Parent = resource.Goal.Parent,
        NewInputs = resource.Goal.Inputs,
        Dependencies = resource.Goal.Dependencies,
        PropertyDependencies = resource.Goal.PropertyDependencies,
        Protect = resource.Goal.Protect,
        StartedAt = DateTimeOffset.UtcNow,
    });

    /// <summary>A step that begins with what the state says.</summary>
    public static StepAttempt For(StepReporter reporter, ResourceRecord record, StepOperation operation) =>
        new(reporter, new ResourceStep
    {
        Operation = operation,
        Urn = record.Urn,
        Type = record.Type,
        Name = Urn.NameOf(record.Urn),
        IsCustom = record.Custom,
        Id = record.Id,
        Parent = record.Parent,
        Provider = record.Provider,
        OldInputs = record.Inputs,
        OldOutputs = record.Outputs,
        Dependencies = record.Dependencies,
        PropertyDependencies = record.PropertyDependencies,
        Protect = record.Protect,
        StartedAt = DateTimeOffset.UtcNow,
    });

    /// <summary>What was there before.</summary>
    public void BasedOn(ResourceRecord old) =>
        Step = Step with { Id = old.Id, OldInputs = old.Inputs, OldOutputs = old.Outputs };

    /// <summary>It is decided what happens, and begins.</summary>
    public void Begin(StepOperation operation)
    {
        Step = Step with { Operation = operation };
        if (operation != StepOperation.Same) reporter.Started(Step);
    }

    /// <summary>It is done.</summary>
    public void Finish(RegistrationOutcome outcome)
    {
        Step = Step with { Id = outcome.Id, Outputs = outcome.Outputs };
        reporter.Finished(Step);
    }

    /// <summary>It failed.</summary>
    public DeploymentError Fail(Exception exception)
    {
        var error = Failure.Of(exception, Step.Urn);
        reporter.Failed(Step, error);
        return error;
    }
}
