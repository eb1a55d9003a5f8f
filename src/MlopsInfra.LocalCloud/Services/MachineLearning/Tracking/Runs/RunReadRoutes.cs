using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;

/// <summary>The calls that find runs, and read the history of their metrics.</summary>
internal sealed class RunReadRoutes(TrackedRuns runs) : ITrackingRoutes
{
    private const int MostResults = 50_000;
    private const int MostMetrics = 25_000;

    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string path) => (method, path) switch
    {
        ("POST", "mlflow/runs/search") => TrackingRoute.OfState(TrackingActions.ReadRuns, Search),
        ("GET", "mlflow/metrics/get-history") => TrackingRoute.OfState(TrackingActions.ReadRuns, History),
        _ => null,
    };

    private JsonObject Search(TrackingCall call)
    {
        var size = call.PageSize(1000, MostResults);
        var searched = Searched(call);
        var matches = FilterMatch.Of(call.Text("filter"), searched);
        var isWanted = LifecycleView.Of(call.Text("run_view_type"));
        var wanted = call.Texts("experiment_ids").Select(id => Experiments.Require(call.State, id).Id).ToHashSet();
        var found = runs.All(call.Workspace, call.State)
            .Where(run => wanted.Contains(run.ExperimentId) && isWanted(run.IsDeleted) && matches(run));
        var sorted = SearchOrder.Sort(found, call.Texts("order_by"), searched, usual => usual
            .ThenByDescending(run => run.StartTime).ThenBy(run => run.Id, StringComparer.Ordinal));
        return SearchPage.Write("runs", sorted, call, size, run => RunJson.Write(call, run));
    }

    private JsonObject History(TrackingCall call)
    {
        var run = runs.Require(call, call.RequireRunId());
        var points = call.State.MetricsOf(run.Id).History(call.Require("metric_key"))
            .OrderBy(point => point.Timestamp).ThenBy(point => point.Step).ToList();
        var size = call.Integer("max_results") is null ? Math.Max(1, points.Count) : call.PageSize(MostMetrics, MostMetrics);
        return SearchPage.Write("metrics", points, call, size, RunJson.Metric);
    }

    private static Searchable<Run> Searched(TrackingCall call) => new(
        "run",
        new Dictionary<string, Func<Run, string?>>
        {
            ["status"] = run => run.Status,
            ["run_name"] = run => run.Name,
            ["run_id"] = run => run.Id,
            ["user_id"] = run => run.UserId,
            ["artifact_uri"] = run => ArtifactUris.OfRun(call, run),
        },
        new Dictionary<string, Func<Run, double?>>
        {
            ["start_time"] = run => run.StartTime,
            ["end_time"] = run => run.EndTime,
            ["created"] = run => run.StartTime,
        },
        (run, key) => run.Tags.GetValueOrDefault(key))
    {
        Metric = (run, key) => call.State.MetricsOf(run.Id).Find(key)?.Value,
        Param = (run, key) => run.Params.GetValueOrDefault(key),
        Dataset = OfDataset,
    };

    private static IEnumerable<string> OfDataset(Run run, string key) => key switch
    {
        "name" or "digest" => run.Inputs.Select(input => input["dataset"]?[key].AsText()).OfType<string>(),
        "context" => run.Inputs.SelectMany(input => input.Objects("tags"))
            .Where(tag => tag["key"].AsText() == "mlflow.data.context").Select(tag => tag["value"].AsText()).OfType<string>(),
        _ => throw TrackingException.Invalid($"Invalid dataset key '{key}'. It is none of name, digest, context."),
    };
}
