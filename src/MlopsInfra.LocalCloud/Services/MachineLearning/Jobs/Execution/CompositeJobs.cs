using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>Steps that are made of other jobs: a pipeline in a pipeline, a sweep.</summary>
internal sealed class CompositeJobs(JobStates states, JobRuns runs, TimeProvider time)
{
    /// <summary>Makes the job of such a step, which runs from now on.</summary>
    /// <param name="step">The step.</param>
    /// <param name="properties">What only its kind has among the <c>properties</c>.</param>
    /// <param name="context">What all steps have in common.</param>
    /// <param name="parent">The job that it is a step of.</param>
    public async Task<JobRun> BeginAsync(PipelineNode step, JsonObject properties, JobContext context, JobRun parent)
    {
        var job = context.Workspace.Id.Child("jobs", Guid.NewGuid().ToString());
        var run = new JobRun
        {
            Id = job.Value, Name = job.Name, Parent = parent.Name, Root = parent.Root, Step = step.Name,
            Principal = context.Principal, Created = time.GetUtcNow(), Started = time.GetUtcNow(),
        };
        runs.Save(run);
        properties["status"] = JobStatus.Running;
        properties["displayName"] = step.Name;
        properties["experimentName"] = context.Experiment;
        properties["isArchived"] = false;
        properties["properties"] = StepJob.Place(step.Name, parent);
        await states.CreateAsync(job, properties);
        return run;
    }

    /// <summary>Ends it.</summary>
    /// <param name="run">Its run.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="change">Changes more of its <c>properties</c>; null for nothing more.</param>
    public async Task<JobResult> EndAsync(JobRun run, JobResult result, Action<JsonObject>? change = null)
    {
        var job = ResourceId.Parse(run.Id);
        runs.Change(job, each => each with { Ended = time.GetUtcNow(), Error = result.Error, Outputs = result.Outputs });
        await states.MoveAsync(job, result.Status, result.Error?.Message, properties =>
        {
            StepJob.ShowOutputs(properties, result);
            change?.Invoke(properties);
        });
        return result;
    }
}
