using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>Executes pipeline jobs as they were submitted.</summary>
internal sealed class JobPipelines(IResourceManager resources, WorkloadHost host, StepRunner runner, JobStates states,
    JobRuns runs, JobData data, TimeProvider time)
{
    /// <summary>Executes one.</summary>
    /// <param name="job">The job.</param>
    /// <param name="properties">Its <c>properties</c>.</param>
    /// <param name="principal">Object id of who submitted it; null for the deployer.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="JobException">It can't be executed.</exception>
    public async Task<JobResult> RunAsync(ResourceId job, JsonObject properties, string? principal,
        CancellationToken cancellationToken)
    {
        var workspace = WorkspaceAssets.Require(job, resources);
        // Only what was registered is executed: whoever may only submit jobs decides over its inputs, not over its code.
        if (!"Pipeline".Equals(properties["jobType"].AsText(), StringComparison.OrdinalIgnoreCase))
            throw JobException.User(
                $"A job of type {properties["jobType"].AsText()} is not executed here: the local cloud executes "
                + "pipeline jobs, whose steps are registered components. With '--executor simulate' it plays the others.");
        var pipeline = properties["componentId"].AsText() is { Length: > 0 } component
            ? PipelineDefinition.Of(workspace.Resolve(component, "components")
                ?? throw JobException.User($"The component '{component}' is not there."))
            : PipelineDefinition.Of(job.Name, properties);
        if (pipeline.Steps.Count == 0) throw JobException.User("The pipeline has no steps that the local cloud could execute.");
        var context = new JobContext(workspace, job, principal, properties["experimentName"].AsText() ?? "Default",
            properties["identity"] as JsonObject, properties["settings"] as JsonObject ?? []);
        var outputs = pipeline.Outputs.Select(port => port.Key)
            .Union((properties["outputs"] as JsonObject ?? []).Select(port => port.Key), StringComparer.Ordinal)
            .ToDictionary(name => name, name => JobOutput.Of(properties["outputs"]?[name], pipeline.Outputs[name]));
        var inputs = JobValue.WithDefaults(JobValue.Of(properties["inputs"] as JsonObject), pipeline.Inputs);
        return await RunAsync(job, pipeline, inputs, outputs, context, cancellationToken);
    }

    private async Task<JobResult> RunAsync(ResourceId job, PipelineDefinition pipeline,
        IReadOnlyDictionary<string, JobValue> inputs, IReadOnlyDictionary<string, JobOutput> outputs, JobContext context,
        CancellationToken cancellationToken)
    {
        using var folder = new JobFolder(host.FolderOf("jobs", $"{WorkspaceResource.GuidOf(context.Workspace.Id)}-{job.Name}"));
        var run = runs.Change(job, each => each with { Started = time.GetUtcNow(), Logs = [JobArtifacts.PipelineLog] });
        // The service writes it, from where the workspace is.
        var access = new JobAccess(null, new CallerPlace.Service(context.Workspace.Id.Value));
        await using var log =
            new JobLog(new WorkloadLog(folder.Log), JobArtifacts.PipelineLog, run, context.Workspace, data, access);
        await states.MoveAsync(job, JobStatus.Running);
        var result = await new PipelineExecution(pipeline, inputs, outputs, context, run, runner, log.WriteLine)
            .RunAsync(cancellationToken);
        log.WriteLine(result.Error is { } error ? $"{result.Status}: {error.Message}" : result.Status);
        return result;
    }
}
