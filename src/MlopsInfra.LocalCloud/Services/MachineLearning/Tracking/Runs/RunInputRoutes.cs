using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;

/// <summary>The calls that say what a run read and what it made.</summary>
internal sealed class RunInputRoutes(TrackedRuns runs) : ITrackingRoutes
{
    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string path) => (method, path) switch
    {
        ("POST", "mlflow/runs/log-inputs") => TrackingRoute.OfState(TrackingActions.WriteRuns, LogInputs),
        ("POST", "mlflow/runs/outputs") => TrackingRoute.OfState(TrackingActions.WriteRuns, LogOutputs),
        _ => null,
    };

    private JsonObject LogInputs(TrackingCall call)
    {
        var run = runs.RequireActive(call, call.RequireRunId());
        var (data, models) = (call.Objects("datasets"), call.Objects("models"));
        foreach (var input in data)
        {
            if (input["dataset"] is not JsonObject dataset || dataset["name"].AsText() is not { Length: > 0 }
                || dataset["digest"].AsText() is not { Length: > 0 })
                throw TrackingException.Invalid("A dataset needs a name and a digest.");
        }

        foreach (var input in data) Add(run.Inputs, input, same => JsonNode.DeepEquals(same["dataset"], input["dataset"]));
        AddModels(call, run.ModelInputs, models);
        call.State.Save(run);
        return [];
    }

    private JsonObject LogOutputs(TrackingCall call)
    {
        var run = runs.RequireActive(call, call.RequireRunId());
        AddModels(call, run.ModelOutputs, call.Objects("models"));
        call.State.Save(run);
        return [];
    }

    private static void AddModels(TrackingCall call, List<JsonObject> list, IReadOnlyList<JsonObject> models)
    {
        foreach (var model in models)
        {
            var id =
                model["model_id"].AsText() ?? throw TrackingException.Invalid("Missing value for required parameter 'model_id'.");
            if (call.State.FindLoggedModel(id) is null)
                throw TrackingException.Missing($"Logged model with ID '{id}' not found.");
            Add(list, model, same => same["model_id"].AsText() == id && JsonNode.DeepEquals(same["step"], model["step"]));
        }
    }

    private static void Add(List<JsonObject> list, JsonObject item, Predicate<JsonObject> isSame)
    {
        if (!list.Exists(isSame)) list.Add(item.DeepClone().AsObject());
    }
}
