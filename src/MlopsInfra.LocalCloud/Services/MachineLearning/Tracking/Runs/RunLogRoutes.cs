using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;

/// <summary>The calls that log to a run: metrics, params, tags, one by one and in batches.</summary>
internal sealed class RunLogRoutes(TrackedRuns runs) : ITrackingRoutes
{
    private const string LoggedModels = "mlflow.log-model.history";

    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string path) => (method, path) switch
    {
        ("POST", "mlflow/runs/log-metric") => TrackingRoute.OfState(TrackingActions.WriteMetrics,
            call => Log(call, [LoggedValues.Metric(call.Arguments)], [], [])),
        ("POST", "mlflow/runs/log-parameter") => TrackingRoute.OfState(TrackingActions.WriteRuns,
            call => Log(call, [], [LoggedValues.Param(call.Arguments)], [])),
        ("POST", "mlflow/runs/set-tag") => TrackingRoute.OfState(TrackingActions.WriteRuns,
            call => Log(call, [], [], [LoggedValues.Tag(call.Arguments)])),
        ("POST", "mlflow/runs/delete-tag") => TrackingRoute.OfState(TrackingActions.WriteRuns, DeleteTag),
        ("POST", "mlflow/runs/log-batch") => TrackingRoute.OfState(TrackingActions.WriteRuns, LogBatch),
        ("POST", "preview/mlflow/runs/log-batch-async") => TrackingRoute.OfState(TrackingActions.WriteRuns, LogBatchLater),
        ("GET", "preview/mlflow/runs/get-run-data-status") => TrackingRoute.OfState(TrackingActions.ReadRuns, StatusOfBatch),
        ("POST", "mlflow/runs/log-model") => TrackingRoute.OfState(TrackingActions.WriteRuns, LogModel),
        _ => null,
    };

    private JsonObject LogBatch(TrackingCall call)
    {
        var (metrics, entries) = (call.Objects("metrics"), call.Objects("params"));
        var tags = call.Objects("tags");
        Limit("metrics", metrics.Count, LoggedValues.MostMetrics);
        Limit("params", entries.Count, LoggedValues.MostParams);
        Limit("tags", tags.Count, LoggedValues.MostParams);
        Limit("metrics, params, and tags", metrics.Count + entries.Count + tags.Count, LoggedValues.MostMetrics);
        return Log(call, [.. metrics.Select(LoggedValues.Metric)], [.. entries.Select(LoggedValues.Param)],
            [.. tags.Select(LoggedValues.Tag)]);
    }

    // Everything is logged when it is answered: the batch is complete whenever it is asked for.
    private JsonObject LogBatchLater(TrackingCall call)
    {
        LogBatch(call);
        return new JsonObject { ["batch_tracking_id"] = Guid.NewGuid().ToString() };
    }

    private JsonObject StatusOfBatch(TrackingCall call)
    {
        runs.Require(call, call.RequireRunId());
        call.Require("batch_tracking_id");
        return new JsonObject { ["is_complete"] = true };
    }

    private JsonObject Log(TrackingCall call, IReadOnlyList<MetricPoint> metrics,
        IReadOnlyList<KeyValuePair<string, string>> entries, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        var run = runs.RequireActive(call, call.RequireRunId());
        var added = new Dictionary<string, string>();
        foreach (var (key, value) in entries)
        {
            var known = run.Params.GetValueOrDefault(key) ?? added.GetValueOrDefault(key);
            if (known is not null && known != value)
            {
                throw TrackingException.Invalid(
                    $"Changing param values is not allowed. Param with key='{key}' was already logged with value='{known}' for "
                        + "run "
                        + $"ID='{run.Id}'. Attempted logging new value '{value}'.");
            }

            added[key] = value;
        }

        // Nothing is written before everything is known to be right.
        foreach (var (key, value) in entries) run.Params[key] = value;
        foreach (var (key, value) in tags) run.Tags[key] = value;
        if (!run.IsJob && tags.LastOrDefault(tag => tag.Key == "mlflow.runName").Value is { } name) run.Name = name;
        if (entries.Count + tags.Count > 0) call.State.Save(run);
        call.State.MetricsOf(run.Id).Append(metrics);
        return [];
    }

    private JsonObject DeleteTag(TrackingCall call)
    {
        var run = runs.RequireActive(call, call.RequireRunId());
        var key = call.Require("key");
        if (!run.Tags.Remove(key)) throw TrackingException.Missing($"No tag with name: {key} in run with id {run.Id}");
        call.State.Save(run);
        return [];
    }

    // What MLflow 2 tells of a model whose files are among the run's artifacts.
    private JsonObject LogModel(TrackingCall call)
    {
        var run = runs.RequireActive(call, call.RequireRunId());
        var model = JsonNodes.Object(call.Require("model_json"))
            ?? throw TrackingException.Invalid("Malformed model info. The 'model_json' has to be a JSON object.");
        var all = (run.Tags.TryGetValue(LoggedModels, out var known) ? JsonNodes.List(known) : null) ?? [];
        all.Add(model);
        run.Tags[LoggedModels] = all.ToJsonString(JsonText.Options);
        call.State.Save(run);
        return [];
    }

    private static void Limit(string what, int count, int most)
    {
        if (count <= most) return;
        throw TrackingException.Invalid(
            $"A batch logging request can contain at most {most} {what}. Got {count} {what}. Please split up {what} across "
                + "multiple "
                + "requests and try again.");
    }
}
