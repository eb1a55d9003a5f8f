using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.History;

/// <summary>The metrics of runs, as Azure's own metric service writes what MLflow logged.</summary>
internal sealed class MetricRoutes(TrackedRuns runs) : IHistoryRoutes
{
    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string service, string[] path) => (method, service, path) switch
    {
        ("POST", "metric", ["runs", var run, "list"]) => TrackingRoute.OfState(TrackingActions.ReadRuns, call => List(call, run)),
        ("POST", "metric", ["runs", var run, "full"]) => TrackingRoute.OfState(TrackingActions.ReadRuns, call => Full(call, run)),
        _ => null,
    };

    private JsonObject List(TrackingCall call, string run)
    {
        runs.Require(call, run);
        var definitions = call.State.MetricsOf(run).Latest.Select(point => (JsonNode)new JsonObject
        {
            ["metricKey"] = new JsonObject
            {
                ["name"] = point.Key, ["dataContainerId"] = ArtifactPlace.OfRun(run).Container, ["namespace"] = "",
                ["labels"] = new JsonObject(),
            },
            ["columns"] = Columns(point.Key),
            ["properties"] = Properties(),
        });
        return new JsonObject { ["value"] = new JsonArray([.. definitions]), ["continuationToken"] = null, ["nextLink"] = null };
    }

    private JsonObject Full(TrackingCall call, string run)
    {
        runs.Require(call, run);
        var name = call.Require("metricName");
        var values = call.State.MetricsOf(run).History(name).Select(point => (JsonNode)Value(point)).ToArray();
        if (values.Length == 0) throw TrackingException.Missing($"The run '{run}' has no metric '{name}'.");
        return new JsonObject
        {
            ["dataContainerId"] = ArtifactPlace.OfRun(run).Container,
            ["name"] = name,
            ["columns"] = Columns(name),
            ["properties"] = Properties(),
            ["namespace"] = "",
            ["value"] = new JsonArray(values),
            ["continuationToken"] = null,
            ["nextLink"] = null,
        };
    }

    private static JsonObject Value(MetricPoint point) => new()
    {
        ["metricId"] = null,
        ["createdUtc"] = DateTimeOffset.FromUnixTimeMilliseconds(point.Timestamp)
            .ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        ["step"] = point.Step,
        ["data"] = new JsonObject { [point.Key] = RunJson.Metric(point)["value"]!.DeepClone() },
    };

    private static JsonObject Columns(string name) => new() { [name] = "Double" };

    private static JsonObject Properties() => new() { ["uxMetricType"] = "azureml.v1.scalar" };
}
