using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>
/// Registers explicit providers (<c>pulumi:providers:PACKAGE</c>): resources of the state that other resources name.
/// </summary>
internal sealed class ProviderResources(DeploymentRun run)
{
    /// <summary>Configures the provider; its id is made up once and kept.</summary>
    public async Task<RegistrationOutcome> RegisterAsync(RegisteredResource resource, StepAttempt attempt)
    {
        var goal = resource.Goal;
        var inputs = goal.Package.Version is { } version && !goal.Inputs.ContainsKey("version")
            ? goal.Inputs.With("version", version) : goal.Inputs;
        inputs = run.Setup.Providers.MarkSecrets(goal.Type, inputs);
        var old = await run.ClaimAsync(resource);
        var operation = StepOperation.Create;
        if (old is not null)
        {
            attempt.BasedOn(old);
            var differences = PropertyDifferences.Of(StructuralDiff.Changes(old.Inputs, inputs), old.Inputs, inputs);
            var (changes, setApart) = UncomparedChanges.Of(run, goal, differences);
            operation = changes.IsEmpty ? StepOperation.Same : StepOperation.Update;
            attempt.Step = attempt.Step with { Changes = changes, NotCompared = setApart };
        }

        attempt.Step = attempt.Step with { NewInputs = inputs };
        attempt.Begin(operation);
        var id = old?.Id ?? (run.IsPreview ? null : Guid.NewGuid().ToString());
        await run.Providers.ConfigureAsync(resource.Urn, id, goal.Type, inputs);
        var outputs = SecretMarks.Carry(inputs, inputs, goal.AdditionalSecretOutputs);
        if (!run.IsPreview) await run.Ledger.PutAsync(ResourceRecords.From(resource, old, id, null, inputs, outputs));
        return new RegistrationOutcome(resource.Urn, id, outputs);
    }
}
