using System.Collections.Immutable;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.LocalCloud.Simulation;

/// <summary>Plays a deployment on a virtual clock.</summary>
internal static class DeploymentSimulation
{
    private static readonly StepOperation[] TakeTime = [StepOperation.Create, StepOperation.Update, StepOperation.Replace];

    /// <summary>Plays it.</summary>
    /// <param name="result">What the engine did, or in a preview would do.</param>
    /// <param name="types">What is known of each type.</param>
    /// <param name="durationOf">How long a step typically takes.</param>
    public static SimulatedDeployment Run(DeploymentResult result, AzureTypes types,
        Func<ResourceStep, TypicalDuration> durationOf)
    {
        var steps = result.Steps.ToLookup(step => step.Urn);
        var resources = result.Steps
            .Where(step => step.IsCustom && TakeTime.Contains(step.Operation))
            .Select(step => new SimulatedResource(step, durationOf(step), [.. WaitsFor(step, steps, result.Steps)]))
            .ToList();
        var declared = new DeploymentSchedule(resources,
            resources.SelectMany(resource => resource.WaitsFor.Select(other => (resource.Urn, other))));
        return new SimulatedDeployment(declared.Duration, declared.CriticalChain(),
            result.Kind == DeploymentKind.Preview ? null : Unavoidable(resources, types));
    }

    // What waits for a component waits for all that is in it; a child of a resource waits for its parent, whose URN it needs.
    private static IEnumerable<string> WaitsFor(ResourceStep step, ILookup<string, ResourceStep> steps,
        ImmutableArray<ResourceStep> all) =>
        step.Dependencies.Append(step.Parent ?? "")
            .SelectMany(urn => steps[urn].FirstOrDefault() is not { } other ? [] : other.IsCustom ? [urn]
                : urn == step.Parent ? [] : Inside(urn, all));

    private static IEnumerable<string> Inside(string component, ImmutableArray<ResourceStep> all) =>
        all.Where(step => step.Parent == component).SelectMany(step => step.IsCustom ? [step.Urn] : Inside(step.Urn, all));

    /// <summary>
    /// The longest chain of needs; or, where Azure writes several things only one at a time, all of those in a row with the
    /// shortest way to the first and from the last of them.
    /// </summary>
    private static TimeSpan Unavoidable(List<SimulatedResource> resources, AzureTypes types)
    {
        var needs = new DeploymentSchedule(resources, AzureNeeds.Of(resources).Select(need => (need.Waits, need.For)));
        var inTurn = resources
            .GroupBy(resource => ResourceId.TryParse(resource.Step.Id, out var id)
                ? types.Of(id.Type).SerializedBy(id) : null)
            .Where(group => group.Key is not null && group.Count() > 1)
            .Select(group => group.Min(one => needs.Start(one.Urn)) + new TimeSpan(group.Sum(one => one.Time.Ticks))
                + group.Min(one => needs.Tail(one.Urn)));
        return inTurn.Append(needs.Duration).Max();
    }
}
