using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>Executes the jobs that are submitted, each in the background, and ends them with the server.</summary>
internal sealed class JobExecutions(WorkloadHost host, IResourceManager resources, JobStates states, JobRuns runs,
    JobPipelines pipelines, RequestRecorder recorder, TimeProvider time) : IHostedService
{
    private const string HostEnded = "The local cloud ended while the job ran.";

    private readonly ConcurrentDictionary<ResourceId, (CancellationTokenSource Cancel, Task Work)> _running = new();
    private volatile bool _ended;

    /// <summary>Whether jobs are executed; if not, they move along their timeline.</summary>
    public bool Executes => host.Executes;

    /// <summary>Starts a job that was just created.</summary>
    /// <param name="job">The job.</param>
    /// <param name="properties">Its <c>properties</c>.</param>
    /// <param name="principal">Object id of who submitted it; null for the deployer.</param>
    /// <param name="failure">Why it is to fail; null for nothing that is known.</param>
    public void Start(ResourceId job, JsonObject properties, string? principal, string? failure)
    {
        runs.Save(new JobRun { Id = job.Value, Name = job.Name, Root = job.Name, Principal = principal,
            Created = time.GetUtcNow() });
        // It is never disposed: who cancels a job may come in the moment in which it ends, and it holds nothing.
        var cancel = new CancellationTokenSource();
        var copy = properties.DeepClone().AsObject();
        // The work begins when it is in the list, from which its end takes it.
        var start = new TaskCompletionSource();
        _running[job] = (cancel, WorkAsync(start.Task, job, copy, principal, failure, cancel));
        start.SetResult();
    }

    /// <summary>Cancels a job.</summary>
    /// <param name="job">The job.</param>
    /// <returns>False if it does not run.</returns>
    public async Task<bool> CancelAsync(ResourceId job)
    {
        if (!_running.TryGetValue(job, out var running)) return false;
        await states.MoveAsync(job, JobStatus.CancelRequested);
        await running.Cancel.CancelAsync();
        return true;
    }

    /// <summary>Marks jobs as failed that an earlier server did not bring to their end: nothing runs of them any more.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var job in resources.OfType(JobResource.TypeName))
        {
            // One without a run is simulated.
            var id = ResourceId.Parse(job["id"].AsText()!);
            if (JobStatus.IsTerminal(JobStatus.Of(job)) || runs.Find(id) is null) continue;
            runs.Change(id, run => run with { Ended = time.GetUtcNow(), Error = new JobError(JobError.System, HostEnded) });
            await states.MoveAsync(id, JobStatus.Failed, HostEnded);
        }
    }

    /// <summary>Ends all jobs, and waits until nothing runs of them.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _ended = true;
        var running = _running.Values.ToList();
        foreach (var (cancel, _) in running) await cancel.CancelAsync();
        await Task.WhenAll(running.Select(each => each.Work));
    }

    private async Task WorkAsync(Task start, ResourceId job, JsonObject properties, string? principal, string? failure,
        CancellationTokenSource cancel)
    {
        await start;
        // The request that started it is answered meanwhile.
        await Task.Yield();
        JobResult result;
        try
        {
            result = failure is null
                ? await pipelines.RunAsync(job, properties, principal, cancel.Token)
                : throw JobException.User(failure);
        }
        catch (JobException exception)
        {
            result = new JobResult(exception.Status, new Dictionary<string, string>(), exception.Error);
        }
        catch (Exception exception)
        {
            recorder.AddBackground(exception);
            result = new JobResult(JobStatus.Failed, new Dictionary<string, string>(),
                new JobError(JobError.System, $"The local cloud failed: {exception.Message}"));
        }

        if (_ended && !result.IsCompleted)
            result = result with { Status = JobStatus.Failed, Error = new JobError(JobError.System, HostEnded) };
        runs.Change(job, run => run with { Ended = time.GetUtcNow(), Error = result.Error, Outputs = result.Outputs });
        _running.TryRemove(job, out _);
        await states.MoveAsync(job, result.Status, result.Error?.Message,
            changed => StepJob.ShowOutputs(changed, result));
    }
}
