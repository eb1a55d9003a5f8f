using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Artifacts;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.History;

/// <summary>Runs as run history writes them. The state is held by who calls.</summary>
internal sealed class HistoryRunJson(
    IResourceManager resources, JobRuns jobs, TrackedRuns runs, WorkspaceArtifacts artifacts, ArtifactLinks links)
{
    private static readonly string[] LogFolders = ["user_logs/", "system_logs/", "logs/", "azureml-logs/"];

    /// <summary>A run that has to be there.</summary>
    public Run Require(TrackingCall call, string id) => runs.Find(call.Workspace, call.State, id)
        ?? throw TrackingException.Missing($"Run {id} was not found.");

    /// <summary>A run.</summary>
    public JsonObject Run(TrackingCall call, string id)
    {
        var (run, job, execution) = Find(call, id);
        var json = Common(call, run, job, execution);
        json["createdUtc"] = Moment(execution?.Created.ToUnixTimeMilliseconds() ?? run.StartTime);
        json["experimentId"] = run.ExperimentId;
        json["displayName"] = run.Name;
        json["name"] = execution?.Step ?? run.Name;
        json["dataContainerId"] = ArtifactPlace.OfRun(run.Id).Container;
        json["description"] = job?.Text("properties.description");
        json["hidden"] = job?.Flag("properties.isArchived") == true;
        json["runType"] = RunTypeOf(job);
        json["lastModifiedUtc"] = Moment(run.EndTime ?? run.StartTime);
        if (job?.Text("properties.computeId") is { } compute)
            json["compute"] = new JsonObject { ["target"] = compute[(compute.LastIndexOf('/') + 1)..] };
        return json;
    }

    /// <summary>What somebody who follows a run is told: its state, and where its logs are.</summary>
    public JsonObject Details(TrackingCall call, string id)
    {
        var (run, job, execution) = Find(call, id);
        var json = Common(call, run, job, execution);
        json["createdTimeUtc"] = Moment(execution?.Created.ToUnixTimeMilliseconds() ?? run.StartTime);
        var place = ArtifactPlace.OfRun(id);
        var logs = artifacts.List(artifacts.FolderOf(call.Workspace, place)).Select(found => found.Path)
            .Where(path => Array.Exists(LogFolders, folder => path.StartsWith(folder, StringComparison.Ordinal)));
        json["logFiles"] = new JsonObject(logs.Select(path => KeyValuePair.Create<string, JsonNode?>(path,
            links.To(call.Rest, artifacts.FolderOf(call.Workspace, place.Below(path)), "r"))));
        return json;
    }

    private (Run Run, JsonObject? Job, JobRun? Execution) Find(TrackingCall call, string id)
    {
        var job = call.Workspace.Id.Child(JobResource.Collection, id);
        var run = Require(call, id);
        return (run, run.IsJob ? resources.Find(job) : null, run.IsJob ? jobs.Find(job) : null);
    }

    private static JsonObject Common(TrackingCall call, Run run, JsonObject? job, JobRun? execution) => new()
    {
        ["runId"] = run.Id,
        ["runUuid"] = MadeUpIds.From("run", call.Workspace.Id.Value, run.Id),
        ["parentRunId"] = execution?.Parent ?? run.Tags.GetValueOrDefault("mlflow.parentRunId"),
        ["rootRunId"] = execution?.Root ?? run.Id,
        ["status"] = job is null ? StatusOf(run) : JobStatus.Of(job),
        ["startTimeUtc"] = execution is { Started: null } ? null : Moment(run.StartTime),
        ["endTimeUtc"] = Moment(run.EndTime),
        ["error"] = ErrorOf(job, execution),
        ["warnings"] = new JsonArray(),
        ["tags"] = new JsonObject(run.Tags.Select(tag => KeyValuePair.Create<string, JsonNode?>(tag.Key, tag.Value))),
        ["properties"] = PropertiesOf(job, execution),
        ["parameters"] =
            new JsonObject(run.Params.Select(param => KeyValuePair.Create<string, JsonNode?>(param.Key, param.Value))),
        ["services"] = new JsonObject(),
        ["inputs"] = new JsonObject(),
        ["outputs"] = OutputAssets.Of(call, run.Id, job, execution),
        ["createdBy"] = new JsonObject { ["userObjectId"] = execution?.Principal ?? run.UserId, ["userName"] = run.UserId },
        ["userId"] = run.UserId,
    };

    private static JsonObject PropertiesOf(JsonObject? job, JobRun? execution)
    {
        var properties = (job?["properties"]?["properties"] as JsonObject)?.DeepClone().AsObject() ?? [];
        if (job is not null && execution is null) properties["localcloud.simulated"] = "true";
        if (execution?.Step is { } step) properties["azureml.moduleName"] ??= step;
        if (execution?.Parent is { } parent) properties["azureml.pipelinerunid"] ??= parent;
        if (execution?.ReusedRun is { } reused)
        {
            properties["azureml.isreused"] ??= "true";
            properties["azureml.reusedrunid"] ??= reused;
        }

        return properties;
    }

    private static JsonObject? ErrorOf(JsonObject? job, JobRun? execution)
    {
        var (code, message) = execution?.Error is { } error ? (error.Code, error.Message)
            : (JobError.User, job?["properties"]?["properties"]?["localcloud.error"].AsText());
        return message is null ? null : new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["details"] = new JsonArray() },
        };
    }

    private static string RunTypeOf(JsonObject? job) => job?.Text("properties.jobType") switch
    {
        "Pipeline" => "azureml.PipelineRun",
        "Command" => "azureml.StepRun",
        _ => "azureml.scriptrun",
    };

    private static string StatusOf(Run run) => run.Status switch
    {
        RunStatus.Finished => "Completed",
        RunStatus.Failed => "Failed",
        RunStatus.Killed => "Canceled",
        RunStatus.Scheduled => "NotStarted",
        _ => "Running",
    };

    private static string? Moment(long? milliseconds) => milliseconds is not { } value ? null
        : DateTimeOffset.FromUnixTimeMilliseconds(value).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
