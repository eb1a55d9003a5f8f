using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Reads resources that somebody else owns, and other stacks' outputs.</summary>
internal sealed class ResourceReads(DeploymentRun run, ResourceRegistrar registrar)
{
    private const string StackReferenceType = "pulumi:pulumi:StackReference";

    /// <summary>Reads a resource and records it as an external one.</summary>
    /// <param name="goal">What to read; its inputs are hints.</param>
    /// <param name="id">The id; unknown in a preview where it comes from what does not exist yet.</param>
    /// <exception cref="RegistrationException">It failed; that has been reported.</exception>
    public async Task<RegistrationOutcome> ReadAsync(ResourceGoal goal, string id)
    {
        var resource = registrar.Add(goal);
        var attempt = StepAttempt.For(run.Reporter, resource, StepOperation.Read);
        try
        {
            var outcome = await ReadAsync(resource, attempt, id);
            attempt.Finish(outcome);
            resource.Complete(outcome);
            return outcome;
        }
        catch (Exception exception)
        {
            resource.Complete(null);
            throw new RegistrationException(attempt.Fail(exception), exception);
        }
    }

    private async Task<RegistrationOutcome> ReadAsync(RegisteredResource resource, StepAttempt attempt, string id)
    {
        attempt.Begin(StepOperation.Read);
        if (id.Length == 0 || Signatures.IsUnknown(id))
        {
            if (run.IsPreview) return new RegistrationOutcome(resource.Urn, null, PropertyMap.Empty);
            throw new DeploymentException(DeploymentErrorCodes.InvalidRegistration,
                $"'{resource.Goal.Name}' is to be read, but its id is not known.", resource.Urn);
        }

        var old = await run.ClaimAsync(resource);
        if (run.CloudIsOutOfReach) return FromState(resource, old, id);
        var (state, provider) = resource.Goal.Type == StackReferenceType
            ? (await StackReferences.ReadAsync(run.Setup, id), null)
            : await ReadLiveAsync(resource.Goal, resource.Urn, id);
        var outputs = SecretMarks.Carry(state.Outputs, resource.Goal.Inputs, resource.Goal.AdditionalSecretOutputs);
        var record = ResourceRecords.From(resource, old, state.Id, provider, state.Inputs ?? resource.Goal.Inputs,
            outputs) with { External = true };
        if (!run.IsPreview) await run.Ledger.PutAsync(record);
        return new RegistrationOutcome(resource.Urn, state.Id, outputs);
    }

    /// <summary>What the state has of it, if it was read before; nothing otherwise.</summary>
    private RegistrationOutcome FromState(RegisteredResource resource, ResourceRecord? old, string id)
    {
        if (old?.Id == id)
            return new RegistrationOutcome(resource.Urn, id,
                SecretMarks.Carry(old.Outputs, resource.Goal.Inputs, resource.Goal.AdditionalSecretOutputs));
        run.WarnOfGap($"'{resource.Goal.Name}' reads {id} from the cloud", resource.Urn);
        return new RegistrationOutcome(resource.Urn, id, PropertyMap.Empty);
    }

    private async Task<(ResourceState State, string Provider)> ReadLiveAsync(ResourceGoal goal, string urn, string id)
    {
        var provider = await run.Providers.GetAsync(goal.Provider, goal.Package);
        var request = new ReadRequest(urn, goal.Type, id, ProviderInputs.Of(goal.Inputs), PropertyMap.Empty);
        var state =
            await run.Gate.RunAsync(null, token => provider.Provider.ReadAsync(request, token)) ?? throw new DeploymentException(
            DeploymentErrorCodes.ResourceNotFound, $"There is no {goal.Type} with the id '{id}', which '{goal.Name}' reads.", id);
        return (state, provider.Reference);
    }
}
