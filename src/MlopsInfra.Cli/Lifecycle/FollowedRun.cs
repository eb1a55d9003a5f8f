using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>A published pipeline, run by a job that is followed to its end, as several commands do.</summary>
/// <param name="targets">The environment.</param>
/// <param name="output">Is told.</param>
internal sealed class FollowedRun(LifecycleTargets targets, LifecycleOutput output)
{
    /// <summary>Whether only to say what would be run.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether the job is started and not followed.</summary>
    public bool NoWait { get; init; }

    /// <summary>Runs it. One that is asked for by its name is published first where the local cloud does not have it.</summary>
    /// <param name="request">What is run.</param>
    /// <param name="report">What there is to tell of a job that has ended.</param>
    /// <param name="cancellationToken">Ctrl+C: the job is not followed any more.</param>
    public async Task<LifecycleReport> ExecuteAsync(TrainingRequest request, Func<TrainingResult, Task<LifecycleReport>> report,
        CancellationToken cancellationToken)
    {
        var runs = new TrainingRuns(targets.Environment, output);
        if (request.Pipeline is { } pipeline && !DryRun)
            await LocalPipelines.EnsureAsync(targets, runs, pipeline, output, cancellationToken);
        var plan = await runs.PlanAsync(request, cancellationToken);
        if (DryRun) return RunReports.OfPlan(plan);
        var job = await runs.StartAsync(plan, cancellationToken);
        if (NoWait && !job.HasEnded) return RunReports.OfStarted(job);
        TrainingResult result;
        try
        {
            result = await runs.FollowAsync(job, plan, targets.IsLocal ? Polling.Local : Polling.Azure, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return RunReports.OfInterrupted(job, targets.EndsWithProcess);
        }

        return await report(result);
    }
}
