using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Registers components and the stack: they exist in the state only.</summary>
internal sealed class Components(DeploymentRun run)
{
    /// <summary>
    /// Registers one; its outputs come later (<see cref="SetOutputsAsync"/>) and are those of the last deployment until then.
    /// </summary>
    public async Task<RegistrationOutcome> RegisterAsync(RegisteredResource resource, StepAttempt attempt)
    {
        var goal = resource.Goal;
        var old = await run.ClaimAsync(resource);
        var operation = StepOperation.Create;
        if (old is not null)
        {
            attempt.BasedOn(old);
            var differences = PropertyDifferences.Of(StructuralDiff.Changes(old.Inputs, goal.Inputs), old.Inputs, goal.Inputs);
            var (changes, setApart) = UncomparedChanges.Of(run, goal, differences);
            operation = changes.IsEmpty ? StepOperation.Same : StepOperation.Update;
            attempt.Step = attempt.Step with { Changes = changes, NotCompared = setApart };
        }

        attempt.Begin(operation);
        if (!run.IsPreview)
        {
            await run.Ledger.PutAsync(ResourceRecords.From(resource, old, null, null, goal.Inputs,
                old?.Outputs ?? PropertyMap.Empty));
        }

        return new RegistrationOutcome(resource.Urn, null, goal.Inputs);
    }

    /// <summary>Records the outputs of a component or the stack.</summary>
    /// <exception cref="DeploymentException">There is no such component in this run.</exception>
    public async Task SetOutputsAsync(string urn, PropertyMap outputs)
    {
        if (run.Resources.Find(urn) is null)
        {
            throw new DeploymentException(DeploymentErrorCodes.InvalidRegistration,
                $"Outputs are registered for {urn}, which is not registered itself.", urn);
        }

        run.Reporter.OutputsKnown(urn, outputs);
        if (!run.IsPreview && run.Ledger.TryGet(urn, out var record))
            await run.Ledger.PutAsync(record with { Outputs = outputs });
    }
}
