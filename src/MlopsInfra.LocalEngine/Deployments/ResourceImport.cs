using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Takes over a resource that exists (option <c>import</c>), if the program describes it as it is.</summary>
internal sealed class ResourceImport(DeploymentRun run, ResourcePlanner planner)
{
    /// <summary>Reads the resource, holds the program's inputs against it and records it.</summary>
    public async Task<RegistrationOutcome> ImportAsync(
        RegisteredResource resource, StepAttempt attempt, ConfiguredProvider provider, ResourceRecord? old, PropertyMap inputs,
        string id)
    {
        var goal = resource.Goal;
        if (old is { Protect: true })
        {
            throw new DeploymentException(DeploymentErrorCodes.ProtectedResource,
                $"'{goal.Name}' is protected and can't be replaced by the import of {id}.", resource.Urn);
        }

        attempt.Begin(StepOperation.Import);
        if (run.CloudIsOutOfReach)
        {
            run.WarnOfGap($"'{goal.Name}' imports {id} from the cloud", resource.Urn);
            return new RegistrationOutcome(resource.Urn, id, inputs);
        }

        var request = new ReadRequest(resource.Urn, goal.Type, id, PropertyMap.Empty, PropertyMap.Empty);
        var state =
            await run.Gate.RunAsync(null, token => provider.Provider.ReadAsync(request, token)) ?? throw new DeploymentException(
            DeploymentErrorCodes.ResourceNotFound, $"There is no {goal.Type} with the id '{id}' to import as '{goal.Name}'.", id);
        var existing = state.Inputs ?? inputs;
        var wanted = IgnoredChanges.Apply(existing, inputs, goal.IgnoreChanges);
        var checkedInputs = await planner.CheckAsync(resource, provider.Provider, existing, wanted, replaces: null);
        await RefuseDifferencesAsync(resource, provider, existing, checkedInputs, state);
        attempt.Step = attempt.Step with { NewInputs = checkedInputs };
        var outputs = SecretMarks.Carry(state.Outputs, checkedInputs, goal.AdditionalSecretOutputs);
        var record = ResourceRecords.From(resource, null, state.Id, provider.Reference, checkedInputs, outputs);
        if (!run.IsPreview)
            await run.Ledger.ApplyAsync(old is null ? new StateChange.Put(record) : new StateChange.Replace(record));
        return ResourceOperations.Outcome(record, wasReplaced: old is not null);
    }

    private async Task RefuseDifferencesAsync(RegisteredResource resource, ConfiguredProvider provider, PropertyMap existing,
        PropertyMap wanted, ResourceState state)
    {
        var found = new ResourceRecord { Urn = resource.Urn, Type = resource.Goal.Type, Custom = true, Id = state.Id,
            Inputs = existing, Outputs = state.Outputs };
        var diff = await planner.DiffAsync(resource, provider.Provider, found, existing, wanted);
        if (diff.Changes.IsEmpty) return;
        throw new DeploymentException(
            DeploymentErrorCodes.ImportMismatch,
            $"'{resource.Goal.Name}' can't be imported: the program says something else than {state.Id} has in "
                + $"{string.Join(", ", diff.Changes.Select(change => change.Path))}. " +
            "Describe it as it is, import it, then change it.",
            diff.Changes[0].Path);
    }
}
