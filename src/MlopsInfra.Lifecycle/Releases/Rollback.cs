using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Releases.Production;
using MlopsInfra.Lifecycle.Releases.Qa;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>Goes back to a release that served before: in production by its deployment, in QA by its image.</summary>
/// <param name="environment">The environment.</param>
/// <param name="options">Who does it, and how patient it is.</param>
/// <param name="progress">Is told how it goes on.</param>
public sealed class Rollback(LifecycleEnvironment environment, ReleaseOptions options, ILifecycleProgress progress)
{
    /// <summary>Goes back.</summary>
    /// <param name="release">The release; null for the one that served before.</param>
    /// <param name="dryRun">Whether only the plan is made.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What serves then, and where.</returns>
    /// <exception cref="LifecycleException">There is no such release, or Azure refuses.</exception>
    public async Task<IReadOnlyList<RollbackResult>> RunAsync(string? release, bool dryRun, CancellationToken cancellationToken)
    {
        try
        {
            return await LifecycleEnvironment.GuardAsync($"rolling {environment.Name} back",
                () => GuardedAsync(release, dryRun, cancellationToken), cancellationToken);
        }
        catch (LifecycleException exception)
        {
            throw RoleHint.Explain(exception, environment);
        }
    }

    private async Task<IReadOnlyList<RollbackResult>> GuardedAsync(string? release, bool dryRun,
        CancellationToken cancellationToken)
    {
        List<IRollback> all = [];
        if (environment.Outputs.QaGroupName is not null) all.Add(new QaRollback(environment, options));
        if (environment.Outputs.OnlineEndpointName is not null) all.Add(new ProductionRollback(environment, options));
        if (all.Count == 0)
            throw new LifecycleException("StackWithoutScoring",
                $"{environment.Name} has no scoring that could be rolled back: neither a container group nor an online "
                    + $"endpoint.");
        List<PlannedStep> plan = [];
        foreach (var each in all) plan.Add(await each.PlanAsync(release, progress, cancellationToken));
        progress.Planned(plan);
        List<RollbackResult> results = [];
        foreach (var (each, step) in all.Zip(plan))
        {
            if (!dryRun && step.IsNeeded)
            {
                var clock = new StepClock(progress, step.Name, step.Action);
                try
                {
                    clock.Done(await LifecycleEnvironment.GuardAsync(step.Action, () => each.RunAsync(cancellationToken),
                        cancellationToken));
                }
                catch (LifecycleException exception)
                {
                    throw clock.Failed(exception);
                }
            }
            else if (!dryRun)
            {
                progress.Changed(new LifecycleStep(step.Name, StepState.Kept, step.Action));
            }

            results.Add(each.Result);
        }

        return results;
    }
}
