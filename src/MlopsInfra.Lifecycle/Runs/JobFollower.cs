using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.History;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>Follows a job: its status by Resource Manager, its steps by run history where that can be reached.</summary>
/// <param name="environment">The environment.</param>
/// <param name="progress">Is told of the steps.</param>
internal sealed class JobFollower(LifecycleEnvironment environment, ILifecycleProgress progress)
{
    private const int LastLines = 20;

    private readonly RunHistory _history = new(environment, progress.Note);
    private readonly Dictionary<string, IReadOnlyList<string>> _logs = new(StringComparer.Ordinal);

    /// <summary>Follows it to its end.</summary>
    /// <param name="job">The job.</param>
    /// <param name="polling">How often it is looked at.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <returns>The job, and why it failed where that is known.</returns>
    public async Task<(TrainingJob Job, string? Error)> FollowAsync(TrainingJob job, Polling polling,
        CancellationToken cancellationToken)
    {
        for (var look = 0; ; look++)
        {
            // The steps after the status: of a job that has ended they are all there.
            var now = look == 0 && job.HasEnded ? job : await TrainingJob.FindAsync(environment, job.Name, cancellationToken)
                ?? throw new LifecycleException("JobNotFound", $"The job {job.Name} of {environment.Name} is gone.");
            var steps = await _history.StepsAsync(job.Name, cancellationToken);
            foreach (var step in steps) await TellAsync(step, cancellationToken);
            if (steps.Count == 0 || now.HasEnded)
                progress.Changed(new LifecycleStep("job", JobState.Of(now.Status, isReused: false), $"{job.Name} {now.Status}"));
            if (now.HasEnded)
            {
                var failed = steps.FirstOrDefault(step => step.State == StepState.Failed);
                return (now, now.Status == JobState.Completed ? null
                    : failed is not null ? $"its step {failed.Name} failed{(failed.Error is { } why ? $": {why}" : "")}"
                    : await _history.ErrorAsync(job.Name, cancellationToken));
            }

            await Task.Delay(polling.After(look), cancellationToken);
        }
    }

    private async Task TellAsync(RunStep step, CancellationToken cancellationToken)
    {
        if (step.State == StepState.Failed && !_logs.ContainsKey(step.Job))
            _logs[step.Job] = await _history.LastLinesAsync(step.Job, LastLines, cancellationToken);
        var detail = step.State switch
        {
            StepState.Kept => "took the outputs of an earlier run",
            StepState.Failed => step.Error ?? step.Status,
            StepState.Done or StepState.Running => "",
            _ => step.Status,
        };
        progress.Changed(new LifecycleStep(step.Name, step.State, detail)
        {
            Duration = step.Duration, Log = _logs.GetValueOrDefault(step.Job, []),
        });
    }
}
