using MlopsInfra.PostDeploy.Arm;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>
/// Carries out a plan: everything starts as soon as what it needs is there. A failure stops what depends on it and nothing
/// else, so that the next run has the least left to do.
/// </summary>
internal sealed class PlanRun(PublishSteps steps, PublishPlan plan, WorkspaceClient workspace,
    IProgress<PublishEvent>? progress, int parallelism) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(parallelism);
    private readonly Lock _lock = new();
    private readonly List<PublishException> _failures = [];

    public async Task<PublishResult> RunAsync(CancellationToken cancellationToken)
    {
        var tasks = new Dictionary<PublishStep, Task<bool>>();
        foreach (var step in steps.All)
            tasks[step] = RunAsync(step, [.. step.Needs.Select(needed => tasks[needed])], cancellationToken);
        await Task.WhenAll(tasks.Values);
        if (_failures is [var first, .. var others]) throw first.With(others);
        return new PublishResult(plan.Endpoint, plan.Deployment,
            steps.ScoringUri is { } uri ? new Uri(uri) : null, plan.BatchWork?.PreviousDeployment, plan.Assets,
            plan.BatchWork?.Pruned ?? []);
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<bool> RunAsync(PublishStep step, Task<bool>[] needed, CancellationToken cancellationToken)
    {
        if (!(await Task.WhenAll(needed)).All(done => done)) return false;
        if (!step.HasWork)
        {
            Report(PublishStage.Unchanged, step);
            return true;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            Report(PublishStage.Started, step);
            Report(step.Done, step, await step.RunAsync(cancellationToken));
            return true;
        }
        catch (Exception e) when (ArmFailure.IsAzure(e, cancellationToken))
        {
            var label = step.Version is null ? step.Name : $"{step.Name}:{step.Version}";
            var failure = ArmFailure.Of(e, $"{step.Verb} {step.Kind.Word()} {label}", $"{workspace.WorkspaceId}/{step.Path}");
            lock (_lock) _failures.Add(failure);
            Report(PublishStage.Failed, step, failure.AzureMessage);
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Report(PublishStage stage, PublishStep step, string? detail = null) =>
        progress?.Report(new PublishEvent(stage, step.Kind, step.Name, step.Version, detail));
}
