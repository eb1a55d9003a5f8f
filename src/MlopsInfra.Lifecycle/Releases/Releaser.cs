using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;
using MlopsInfra.Lifecycle.Releases.Production;
using MlopsInfra.Lifecycle.Releases.Qa;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>
/// Releases a model to an environment: image, QA, production. What was done before is kept, so that the same command goes on
/// where it was broken off, and changes nothing where nothing is to be done.
/// </summary>
public sealed class Releaser
{
    private readonly LifecycleEnvironment _target;
    private readonly LifecycleEnvironment _source;
    private readonly ReleaseOptions _options;
    private readonly ILifecycleProgress _progress;

    /// <summary>Prepares it; nothing is sent yet.</summary>
    /// <param name="target">The environment that is released to.</param>
    /// <param name="source">The environment that model and image come from; null for the same one.</param>
    /// <param name="options">What was chosen.</param>
    /// <param name="progress">Is told how it goes on.</param>
    public Releaser(LifecycleEnvironment target, LifecycleEnvironment? source, ReleaseOptions options,
        ILifecycleProgress progress)
    {
        (_target, _source, _options, _progress) = (target, source ?? target, options, progress);
    }

    /// <summary>Releases.</summary>
    /// <param name="dryRun">Whether only the plan is made.</param>
    /// <param name="cancellationToken">Ends it; what was done stays.</param>
    /// <exception cref="LifecycleException">It is refused, or failed; what served before serves.</exception>
    public async Task<ReleaseResult> RunAsync(bool dryRun, CancellationToken cancellationToken)
    {
        try
        {
            return await GuardedAsync(dryRun, cancellationToken);
        }
        catch (LifecycleException exception)
        {
            throw RoleHint.Explain(exception, _target);
        }
    }

    private async Task<ReleaseResult> GuardedAsync(bool dryRun, CancellationToken cancellationToken)
    {
        var (hasQa, hasProduction) = (_target.Outputs.QaGroupName is not null, _target.Outputs.OnlineEndpointName is not null);
        if (!hasQa && !hasProduction)
            throw new LifecycleException("StackWithoutScoring",
                $"{_target.Name} has no scoring to release to: neither a container group (qaScoring) nor an online endpoint "
                    + "(productionScoring). Switch one of them on in its configuration, and 'pulumi up'.");
        if (_options.Collector == CollectorKind.AzureML && !hasProduction)
            throw LifecycleException.Usage("CollectorWithoutEndpoint",
                $"{_target.Name} has no online endpoint (productionScoring), and Azure Machine Learning's data collector stands "
                    + "beside deployments of one only. Leave out --collector: the scoring service logs by itself.");
        CheckSteps();
        var model = await new ModelChoice(_source, needsTests: !hasQa).ChooseAsync(_options.Model, cancellationToken);
        var state = new ReleaseState(_target, _source, _options, _progress, model);
        List<IReleaseStep> steps = [new BuildStep(state)];
        if (state.IsPromotion) steps.Add(new TransferStep(state));
        if (hasQa) steps.Add(new QaStep(state));
        if (hasProduction) steps.Add(new ProductionStep(state));
        List<PlannedStep> plan = [];
        foreach (var step in steps)
            plan.AddRange(await LifecycleEnvironment.GuardAsync($"planning the release of {model.Reference} to {_target.Name}",
                () => step.PlanAsync(cancellationToken), cancellationToken));
        _progress.Planned(plan);
        if (!dryRun)
        {
            foreach (var step in steps) await step.RunAsync(cancellationToken);
            Tell(plan);
        }

        return new ReleaseResult(state.Released ?? state.Model, plan)
        {
            Release = state.Release,
            Image = state.Image,
            Tests = state.Tests,
            ScoringUri = state.ScoringUri,
            Previous = state.Previous,
        };
    }

    // What was kept is told as well: it is a part of what holds now.
    private void Tell(IEnumerable<PlannedStep> plan)
    {
        foreach (var step in plan.Where(step => !step.IsNeeded))
            _progress.Changed(new LifecycleStep(step.Name, StepState.Kept, step.Action));
    }

    private void CheckSteps()
    {
        var steps = _options.Steps;
        if (steps.Count == 0 || steps[^1] != 100 || steps.Any(percent => percent is < 1 or > 100)
            || steps.Zip(steps.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw LifecycleException.Usage("InvalidSteps",
                $"The steps {string.Join(",", steps)} are no way to 100 %: write growing numbers from 1 to 100, the last one "
                    + $"100, as "
                    + "in 10,50,100.");
    }
}
