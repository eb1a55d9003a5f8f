using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;

/// <summary>
/// A job is a run: its id is the job's name, its experiment the job's, and its state the service's. It comes into being when
/// somebody asks for it; what was logged to it is kept with all other runs.
/// </summary>
internal sealed class TrackedRuns(IResourceManager resources, Experiments experiments, JobRuns jobs)
{
    /// <summary>The tag that has the name of a run.</summary>
    public const string RunName = "mlflow.runName";

    /// <summary>A run; null if there is none. The state is held.</summary>
    public Run? Find(WorkspaceAssets workspace, WorkspaceTracking state, string id)
    {
        var run = state.FindRun(id);
        if (run is { IsJob: false } || id.Contains('/', StringComparison.Ordinal)) return run;
        // The store compares names ignoring case, and there is no second run by another spelling.
        var job = resources.Find(workspace.Id.Child(JobResource.Collection, id));
        return job is not null && job["name"].AsText() == id ? Refresh(state, run, job) : null;
    }

    /// <summary>A run that has to be there. The state is held.</summary>
    public Run Require(TrackingCall call, string id) => Find(call.Workspace, call.State, id)
        ?? throw TrackingException.Missing($"Run with id={id} not found");

    /// <summary>A run that may be written to. The state is held.</summary>
    public Run RequireActive(TrackingCall call, string id)
    {
        var run = Require(call, id);
        return run.IsDeleted
            ? throw TrackingException.Invalid($"The run {id} must be in the 'active' state. Current state is deleted.") : run;
    }

    /// <summary>All runs of a workspace, its jobs included. The state is held.</summary>
    public IReadOnlyList<Run> All(WorkspaceAssets workspace, WorkspaceTracking state)
    {
        var jobs =
            resources.List(workspace.Id, JobResource.TypeName).Select(job => Refresh(state, state.FindRun(NameOf(job)), job))
            .ToList();
        return [.. state.Runs.Where(run => !run.IsJob).Concat(jobs)];
    }

    /// <summary>The name of a job.</summary>
    public static string NameOf(JsonObject job) => job["name"].AsText()!;

    /// <summary>A moment as MLflow counts; null for none.</summary>
    public static long? Milliseconds(string? moment) => DateTimeOffset.TryParse(moment, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal, out var parsed) ? parsed.ToUnixTimeMilliseconds() : null;

    private Run Refresh(WorkspaceTracking state, Run? run, JsonObject job)
    {
        var status = JobStatus.Of(job);
        if (run is null)
        {
            run = Create(state, job);
            state.Save(run);
        }

        // What the service says stands with the job, and is not kept a second time.
        run.Tags[RunName] = run.Name = job.Text("properties.displayName") ?? run.Id;
        run.Status = RunStatus.OfJob(status);
        var execution = jobs.Find(ResourceId.Parse(job["id"].AsText()!));
        run.StartTime = (execution?.Started ?? execution?.Created)?.ToUnixTimeMilliseconds()
            ?? Milliseconds(job.Text("systemData.createdAt")) ?? run.StartTime;
        run.EndTime = !JobStatus.IsTerminal(status) ? null
            : execution?.Ended?.ToUnixTimeMilliseconds() ?? Milliseconds(job.Text("systemData.lastModifiedAt")) ?? run.EndTime;
        return run;
    }

    private Run Create(WorkspaceTracking state, JsonObject job)
    {
        var run = new Run
        {
            Id = NameOf(job),
            Name = NameOf(job),
            ExperimentId = experiments.Ensure(state, job.Text("properties.experimentName") ?? Experiment.DefaultName).Id,
            UserId = job.Text("systemData.createdBy") ?? "",
            IsJob = true,
        };
        foreach (var (key, value) in job["properties"]?["tags"] as JsonObject ?? []) run.Tags[key] = value.AsText() ?? "";
        if (jobs.Find(ResourceId.Parse(job["id"].AsText()!)) is { Parent: { } parent } step)
            (run.Tags["mlflow.parentRunId"], run.Tags["mlflow.rootRunId"]) = (parent, step.Root);
        return run;
    }
}
