using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Models;

/// <summary>Logged models as MLflow writes them.</summary>
internal static class LoggedModelJson
{
    /// <summary>A logged model.</summary>
    public static JsonObject Write(TrackingCall call, LoggedModel model)
    {
        var info = new JsonObject
        {
            ["model_id"] = model.Id,
            ["experiment_id"] = model.ExperimentId,
            ["name"] = model.Name,
            ["creation_timestamp_ms"] = model.Created,
            ["last_updated_timestamp_ms"] = model.Updated,
            ["artifact_uri"] = ArtifactUris.OfLoggedModel(call, model),
            ["status"] = model.Status,
            ["model_type"] = model.ModelType,
            ["source_run_id"] = model.SourceRunId,
        };
        RunJson.Add(info, "tags", RunJson.Pairs(model.Tags));
        var data = new JsonObject();
        RunJson.Add(data, "params", RunJson.Pairs(model.Params));
        RunJson.Add(data, "metrics", Metrics(call, model).Select(found => Metric(found.Run, found.Point)));
        return new JsonObject { ["info"] = info, ["data"] = data };
    }

    /// <summary>The metrics that were logged for a model, by whatever run.</summary>
    public static IEnumerable<(string Run, MetricPoint Point)> Metrics(TrackingCall call, LoggedModel model) => call.State.Runs
        .Where(run => run.ExperimentId == model.ExperimentId)
        .SelectMany(run => call.State.MetricsOf(run.Id).All.Where(point => point.ModelId == model.Id)
            .Select(point => (run.Id, point)));

    private static JsonObject Metric(string run, MetricPoint point)
    {
        var json = RunJson.Metric(point);
        json["model_id"] = point.ModelId;
        json["run_id"] = run;
        if (point.DatasetName is { } name) json["dataset_name"] = name;
        if (point.DatasetDigest is { } digest) json["dataset_digest"] = digest;
        return json;
    }
}
