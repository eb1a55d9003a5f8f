using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>
/// Decides what is to happen to a custom resource: has the provider check the inputs and compare them with the old ones.
/// </summary>
internal sealed class ResourcePlanner(DeploymentRun run)
{
    /// <summary>Plans a new resource.</summary>
    public async Task<ResourcePlan> PlanCreateAsync(RegisteredResource resource, IProvider provider, PropertyMap inputs)
    {
        var checkedInputs = await CheckAsync(resource, provider, null, inputs, replaces: null);
        return new ResourcePlan(StepOperation.Create, checkedInputs);
    }

    /// <summary>Plans for a resource that exists.</summary>
    public async Task<ResourcePlan> PlanChangeAsync(RegisteredResource resource, ConfiguredProvider provider, ResourceRecord old,
        PropertyMap inputs)
    {
        var goal = resource.Goal;
        var before = old.Inputs;
        if (run.CloudIsOutOfReach) before = await WithDefaultsAsync(resource, provider.Provider, before, old.Outputs);
        inputs = IgnoredChanges.Apply(before, inputs, goal.IgnoreChanges);
        var checkedInputs = await CheckAsync(resource, provider.Provider, before, inputs, replaces: null);
        var diff = await DiffAsync(resource, provider.Provider, old, before, checkedInputs);
        var (changes, setApart) = UncomparedChanges.Of(run, goal,
            PropertyDifferences.Of(diff.Changes.Select(change => Force(change, goal)), before, checkedInputs));
        var reason = await ReasonToReplaceAsync(goal, provider, old);
        var plan = new ResourcePlan(StepOperation.Same, checkedInputs)
        {
            Changes = changes,
            NotCompared = setApart,
            ReplacementReason = reason,
            DeleteBeforeReplace = goal.DeleteBeforeReplace ?? diff.DeleteBeforeReplace,
        };
        if (reason is not null || changes.Any(change => change.ForcesReplacement))
            return await ReplacementAsync(resource, provider.Provider, old, inputs, plan);
        // What failed half-way last time is tried again, also without a change.
        return plan with { Operation = !changes.IsEmpty || !old.InitErrors.IsEmpty ? StepOperation.Update : StepOperation.Same };
    }

    /// <summary>Has the provider check inputs.</summary>
    /// <exception cref="DeploymentException">They are wrong; every mistake is named.</exception>
    /// <exception cref="ProviderException">The same where the cloud has a code for the first mistake.</exception>
    public async Task<PropertyMap> CheckAsync(RegisteredResource resource, IProvider provider, PropertyMap? oldInputs,
        PropertyMap inputs, string? replaces)
    {
        var goal = resource.Goal;
        var request =
            new CheckRequest(resource.Urn, goal.Type, goal.Name, oldInputs, inputs, run.IsPreview, Seed(resource, replaces))
            {
                InterruptedRequestId = run.Ledger.Interrupted(resource.Urn)?.RequestId,
            };
        var result = await run.Gate.RunAsync(null, token => provider.CheckAsync(request, token));
        if (result.Failures.IsEmpty) return result.Inputs;
        var mistakes = result.Failures.Select(failure => failure.Property.Length == 0
            ? failure.Reason : $"{failure.Property}: {failure.Reason}");
        var first = result.Failures[0];
        var message = $"The inputs of {goal.Type} '{goal.Name}' are invalid: {string.Join("; ", mistakes)}";
        throw first.Code is { } code
            ? new ProviderException(code, message, first.Property, status: 400)
            : new DeploymentException(DeploymentErrorCodes.InvalidInputs, message, first.Property);
    }

    /// <summary>Has the provider compare inputs.</summary>
    public async Task<DiffResult> DiffAsync(RegisteredResource resource, IProvider provider, ResourceRecord old,
        PropertyMap oldInputs, PropertyMap newInputs)
    {
        if (oldInputs.Equals(newInputs)) return DiffResult.None;
        var request = new DiffRequest(resource.Urn, resource.Goal.Type, old.Id ?? "", oldInputs, old.Outputs, newInputs);
        var diff = await run.Gate.RunAsync(null, token => provider.DiffAsync(request, token));
        var ignored = resource.Goal.IgnoreChanges;
        return ignored.IsEmpty
            ? diff : diff with { Changes =
                [.. diff.Changes.Where(change => !ignored.Any(path => path.Covers(PropertyPath.Parse(change.Path))))] };
    }

    /// <summary>
    /// The inputs of a real stack with what the provider here fills in: the real one may leave a default out that this one writes
    /// down, and that is no change. What the outputs say of such an input is what it was. They exist, so nothing can be wrong
    /// with them. What is there stays as it is: which of it a provider filled in, only the state knows.
    /// </summary>
    private async Task<PropertyMap> WithDefaultsAsync(RegisteredResource resource, IProvider provider, PropertyMap before,
        PropertyMap outputs)
    {
        var request = new CheckRequest(resource.Urn, resource.Goal.Type, resource.Goal.Name, before, before, run.IsPreview,
            Seed(resource, null));
        var filled = (await run.Gate.RunAsync(null, token => provider.CheckAsync(request, token))).Inputs;
        var missing = filled.Where(input => !before.ContainsKey(input.Key) && !ReservedKeys.IsReserved(input.Key));
        return new PropertyMap(before.Concat(missing.Select(input => input.Value is PropertyValue.Text
            && outputs.GetValueOrDefault(input.Key) is PropertyValue.Text known
            ? KeyValuePair.Create<string, PropertyValue>(input.Key, known)
            : input)));
    }

    private async Task<ResourcePlan> ReplacementAsync(RegisteredResource resource, IProvider provider, ResourceRecord old,
        PropertyMap inputs, ResourcePlan plan)
    {
        if (old.Protect)
        {
            throw new DeploymentException(
                DeploymentErrorCodes.ProtectedResource,
                $"'{resource.Goal.Name}' is protected and can't be replaced ({Cause(plan)}). Remove `protect` from it, run an "
                    + "update, then make the change.", resource.Urn);
        }

        // The new one gets automatic names of its own, as both may exist at the same time.
        var fresh = await CheckAsync(resource, provider, null, inputs, replaces: old.Id);
        return plan with { Operation = StepOperation.Replace, Inputs = fresh };
    }

    private static ImmutableArray<byte> Seed(RegisteredResource resource, string? replaces) =>
        ImmutableArray.Create(SHA256.HashData(Encoding.UTF8.GetBytes($"{resource.Urn}\n{replaces}")));

    private static string Cause(ResourcePlan plan) =>
        plan.ReplacementReason
            ?? string.Join(", ", plan.Changes.Where(change => change.ForcesReplacement).Select(change => change.Path))
                + " changed";

    private static PropertyChange Force(PropertyChange change, ResourceGoal goal)
    {
        if (change.ForcesReplacement || goal.ReplaceOnChanges.IsEmpty) return change;
        var path = PropertyPath.Parse(change.Path);
        return goal.ReplaceOnChanges.Any(pattern => pattern.Covers(path)) ? change with { ForcesReplacement = true } : change;
    }

    private async Task<string?> ReasonToReplaceAsync(ResourceGoal goal, ConfiguredProvider provider, ResourceRecord old)
    {
        if (goal.ReplacementTrigger is { } trigger && old.ReplacementTrigger is { } before
            && (trigger.ContainsUnknowns || !trigger.Equals(before)))
        {
            return "its replacementTrigger changed";
        }

        foreach (var urn in goal.ReplaceWith)
        {
            if (run.Resources.Find(urn) is not { } other) continue;
            await other.Done;
            if (other.Outcome is { WasReplaced: true }) return $"it is replaced with '{other.Goal.Name}'";
        }

        if (run.Replacements.IsToBeReplaced(old.Urn, out var cause)) return cause;
        return await ProviderChangedAsync(provider, old) ? "its provider changed" : null;
    }

    /// <summary>
    /// Another provider with the same configuration is no other place; a newer version of the same one neither.
    /// </summary>
    private async Task<bool> ProviderChangedAsync(ConfiguredProvider provider, ResourceRecord old)
    {
        if (old.Provider is null || ProviderReference.UrnOf(old.Provider) == ProviderReference.UrnOf(provider.Reference))
            return false;
        var before = await run.Providers.GetAsync(old);
        var configuration = UncomparedChanges.AssumeUnchanged(before.Configuration, provider.Configuration);
        return !configuration.Without("version").Equals(provider.Configuration.Without("version"));
    }
}
