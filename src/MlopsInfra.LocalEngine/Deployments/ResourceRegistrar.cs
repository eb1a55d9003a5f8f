using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Does what a registration asks for.</summary>
internal sealed class ResourceRegistrar(DeploymentRun run)
{
    private readonly CustomResources _custom = new(run);
    private readonly ProviderResources _providers = new(run);
    private readonly Components _components = new(run);

    /// <summary>Registers a resource.</summary>
    /// <returns>What the program is answered.</returns>
    /// <exception cref="RegistrationException">It failed; that has been reported.</exception>
    public async Task<RegistrationOutcome> RegisterAsync(ResourceGoal goal)
    {
        var resource = Add(goal);
        var attempt = StepAttempt.For(run.Reporter, resource, StepOperation.Create);
        try
        {
            var outcome = !goal.Custom ? await _components.RegisterAsync(resource, attempt)
                : goal.Type.StartsWith(ProviderRegistry.TypePrefix, StringComparison.Ordinal)
                ? await _providers.RegisterAsync(resource, attempt)
                : await _custom.RegisterAsync(resource, attempt);
            attempt.Finish(outcome);
            resource.Complete(outcome);
            return outcome;
        }
        catch (Exception exception)
        {
            // Also a defect of the engine is reported as this resource's failure: the program has to get an answer.
            resource.Complete(null);
            throw new RegistrationException(attempt.Fail(exception), exception);
        }
    }

    /// <summary>Adds a resource to those of this run.</summary>
    /// <exception cref="RegistrationException">It is there already, or its parent is not.</exception>
    public RegisteredResource Add(ResourceGoal goal)
    {
        var urn = run.UrnOf(goal.Parent, goal.Type, goal.Name);
        try
        {
            if (goal.Name.Length == 0) throw Invalid($"A resource of type '{goal.Type}' has no name.", urn);
            if (goal.Parent is not null && run.Resources.Find(goal.Parent) is null)
                throw Invalid($"The parent {goal.Parent} of '{goal.Name}' is not registered.", urn);
            if (goal.Type == StackResource.Type && goal.Parent is not null) throw Invalid("A stack has no parent.", urn);
            return run.Resources.Add(urn, goal);
        }
        catch (DeploymentException exception)
        {
            var error = Failure.Of(exception, urn);
            run.Reporter.Error(error);
            throw new RegistrationException(error, exception);
        }
    }

    private static DeploymentException Invalid(string message, string urn) =>
        new(DeploymentErrorCodes.InvalidRegistration, message, urn);
}
