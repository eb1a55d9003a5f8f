using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Registers resources that a provider manages.</summary>
internal sealed class CustomResources(DeploymentRun run)
{
    private readonly ResourcePlanner _planner = new(run);
    private readonly ResourceOperations _operations = new(run);
    private readonly ResourceImport _import = new(run, new ResourcePlanner(run));

    /// <summary>Plans and does what a registration asks for; in a preview only plans.</summary>
    public async Task<RegistrationOutcome> RegisterAsync(RegisteredResource resource, StepAttempt attempt)
    {
        var goal = resource.Goal;
        var provider = await run.Providers.GetAsync(goal.Provider, goal.Package);
        attempt.Step = attempt.Step with { Provider = provider.Reference };
        var inputs = ProviderInputs.Of(goal.Inputs);
        if (!run.IsPreview) RefuseUnknowns(inputs, goal);
        var old = await run.ClaimAsync(resource);
        if (old is not null) attempt.BasedOn(old);
        // What was only read so far, or no provider managed, is new.
        if (old is { External: true } or { Custom: false }) old = null;
        if (goal.ImportId is { } id && old?.Id != id && old?.ImportId != id)
            return await _import.ImportAsync(resource, attempt, provider, old, inputs, id);

        var plan = old is null
            ? await _planner.PlanCreateAsync(resource, provider.Provider, inputs)
            : await _planner.PlanChangeAsync(resource, provider, old, inputs);
        if (old is null && run.Replacements.TryGetDeleted(resource.Urn, out var deleted))
        {
            attempt.BasedOn(deleted);
            plan = plan with { Operation = StepOperation.Replace,
                ReplacementReason = run.Replacements.IsToBeReplaced(resource.Urn, out var cause) ? cause : null };
        }

        attempt.Step = attempt.Step with
        {
            Operation = plan.Operation,
            NewInputs = plan.Inputs,
            Changes = plan.Changes,
            NotCompared = plan.NotCompared,
            ReplacementReason = plan.ReplacementReason,
            DeletesFirst = plan.Operation == StepOperation.Replace
                && (plan.DeleteBeforeReplace || run.Replacements.IsToBeReplaced(resource.Urn, out _)),
        };
        return run.IsPreview
            ? await PreviewAsync(resource, attempt, provider, old, plan)
            : await ExecuteAsync(resource, attempt, provider, old, plan);
    }

    private async Task<RegistrationOutcome> ExecuteAsync(RegisteredResource resource, StepAttempt attempt,
        ConfiguredProvider provider, ResourceRecord? old, ResourcePlan plan)
    {
        if (plan.Operation != StepOperation.Same) await run.WhenChangesMayBeginAsync();
        attempt.Begin(plan.Operation);
        if (plan is { Operation: StepOperation.Replace, DeleteBeforeReplace: true } && old is not null)
        {
            await run.Replacements.MakeRoomAsync(resource, old);
            old = null;
        }

        return plan.Operation switch
        {
            StepOperation.Same => await _operations.KeepAsync(resource, provider, old!, plan),
            StepOperation.Update => await _operations.UpdateAsync(resource, provider, old!, plan),
            _ => await _operations.CreateAsync(resource, provider, old, plan),
        };
    }

    private async Task<RegistrationOutcome> PreviewAsync(RegisteredResource resource, StepAttempt attempt,
        ConfiguredProvider provider, ResourceRecord? old, ResourcePlan plan)
    {
        attempt.Begin(plan.Operation);
        if (plan is { Operation: StepOperation.Replace, DeleteBeforeReplace: true } && old is not null)
            await run.Replacements.AnnounceAsync(resource, old);
        if (plan.Operation == StepOperation.Same)
        {
            var kept = SecretMarks.Carry(old!.Outputs, plan.Inputs, resource.Goal.AdditionalSecretOutputs);
            return new RegistrationOutcome(resource.Urn, old.Id, kept);
        }

        var isUpdate = plan.Operation == StepOperation.Update;
        var request = new PreviewRequest(resource.Urn, resource.Goal.Type, isUpdate ? old!.Inputs : null,
            isUpdate ? old!.Outputs : null, plan.Inputs);
        var outputs = await run.Gate.RunAsync(null, token => provider.Provider.PreviewAsync(request, token));
        var known = outputs.Values.Any(value => value is PropertyValue.NullValue)
            ? new PropertyMap(outputs.Where(output => output.Value is not PropertyValue.NullValue))
            : outputs;
        return new RegistrationOutcome(
            resource.Urn, isUpdate ? old!.Id : null, SecretMarks.Carry(known, plan.Inputs, resource.Goal.AdditionalSecretOutputs),
            plan.Operation == StepOperation.Replace);
    }

    private static void RefuseUnknowns(PropertyMap inputs, ResourceGoal goal)
    {
        if (!inputs.ContainsUnknowns) return;
        var key = inputs.First(input => input.Value.ContainsUnknowns).Key;
        throw new DeploymentException(
            DeploymentErrorCodes.InvalidInputs,
            $"The input '{key}' of {goal.Type} '{goal.Name}' is unknown, although this is no preview: the program made it from "
                + "something that never got a value.", key);
    }
}
