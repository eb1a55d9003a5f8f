using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;

/// <summary>Runs and experiments as MLflow writes them.</summary>
internal static class RunJson
{
    /// <summary>A run with all that was logged.</summary>
    public static JsonObject Write(TrackingCall call, Run run)
    {
        var data = new JsonObject();
        Add(data, "metrics", call.State.MetricsOf(run.Id).Latest.Select(Metric));
        Add(data, "params", Pairs(run.Params));
        Add(data, "tags", Pairs(run.Tags));
        var (inputs, outputs) = (new JsonObject(), new JsonObject());
        Add(inputs, "dataset_inputs", run.Inputs.Select(input => input.DeepClone()));
        Add(inputs, "model_inputs", run.ModelInputs.Select(input => input.DeepClone()));
        Add(outputs, "model_outputs", run.ModelOutputs.Select(output => output.DeepClone()));
        return new JsonObject { ["info"] = Info(call, run), ["data"] = data, ["inputs"] = inputs, ["outputs"] = outputs };
    }

    /// <summary>What a run is, without what was logged.</summary>
    public static JsonObject Info(TrackingCall call, Run run)
    {
        var info = new JsonObject
        {
            ["run_uuid"] = run.Id,
            ["experiment_id"] = run.ExperimentId,
            ["run_name"] = run.Name,
            ["user_id"] = run.UserId,
            ["status"] = run.Status,
            ["start_time"] = run.StartTime,
        };
        if (run.EndTime is { } end) info["end_time"] = end;
        info["artifact_uri"] = ArtifactUris.OfRun(call, run);
        info["lifecycle_stage"] = run.IsDeleted ? "deleted" : "active";
        info["run_id"] = run.Id;
        return info;
    }

    /// <summary>An experiment.</summary>
    public static JsonObject Experiment(TrackingCall call, Experiment experiment)
    {
        var json = new JsonObject
        {
            ["experiment_id"] = experiment.Id,
            ["name"] = experiment.Name,
            ["artifact_location"] = ArtifactUris.OfExperiment(call, experiment.Id),
            ["lifecycle_stage"] = experiment.IsDeleted ? "deleted" : "active",
            ["last_update_time"] = experiment.Updated,
            ["creation_time"] = experiment.Created,
        };
        Add(json, "tags", Pairs(experiment.Tags));
        return json;
    }

    /// <summary>A metric. JSON has no infinity: the greatest number stands for it, and a text for what is no number.</summary>
    public static JsonObject Metric(MetricPoint point) => new()
    {
        ["key"] = point.Key,
        ["value"] = double.IsNaN(point.Value) ? "NaN" : Math.Clamp(point.Value, double.MinValue, double.MaxValue),
        ["timestamp"] = point.Timestamp,
        ["step"] = point.Step,
    };

    /// <summary>Keys and values as MLflow lists them.</summary>
    public static IEnumerable<JsonNode> Pairs(IEnumerable<KeyValuePair<string, string>> pairs) =>
        pairs.Select(pair => new JsonObject { ["key"] = pair.Key, ["value"] = pair.Value });

    /// <summary>Adds a list, unless it is empty: those are left out.</summary>
    public static void Add(JsonObject json, string name, IEnumerable<JsonNode> items)
    {
        if (items.ToArray() is { Length: > 0 } list) json[name] = new JsonArray(list);
    }
}
