using System.Buffers;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Models;

/// <summary>The calls on logged models, which MLflow 3 has beside registered ones.</summary>
internal sealed class LoggedModelRoutes(TrackedRuns runs, Experiments experiments) : ITrackingRoutes
{
    private const string Path = "mlflow/logged-models";
    private const int MostResults = 1000;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/:.%\"'");

    private static readonly string[] Statuses =
        ["LOGGED_MODEL_PENDING", "LOGGED_MODEL_READY", "LOGGED_MODEL_UPLOAD_FAILED"];

    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string path)
    {
        if (!path.StartsWith(Path, StringComparison.Ordinal)) return null;
        return (method, path[Path.Length..].TrimStart('/').Split('/')) switch
        {
            ("POST", [""]) => TrackingRoute.OfState(TrackingActions.WriteRuns, Create),
            ("POST", ["search"]) => TrackingRoute.OfState(TrackingActions.ReadRuns, Search),
            ("GET", [var id]) => TrackingRoute.OfState(TrackingActions.ReadRuns, call => Shown(call, Require(call, id))),
            ("PATCH", [var id]) => TrackingRoute.OfState(TrackingActions.WriteRuns, call => Finish(call, Require(call, id))),
            ("DELETE", [var id]) => TrackingRoute.OfState(TrackingActions.WriteRuns, call => Delete(call, Require(call, id))),
            ("POST", [var id, "params"]) => TrackingRoute.OfState(TrackingActions.WriteRuns,
                call => AddParams(call, Require(call, id))),
            ("PATCH", [var id, "tags"]) => TrackingRoute.OfState(TrackingActions.WriteRuns,
                call => AddTags(call, Require(call, id))),
            ("DELETE", [var id, "tags", var key]) => TrackingRoute.OfState(TrackingActions.WriteRuns,
                call => DeleteTag(call, Require(call, id), key)),
            _ => null,
        };
    }

    private JsonObject Create(TrackingCall call)
    {
        var experiment = Experiments.Require(call.State, call.Require("experiment_id")).Id;
        var run = call.Text("source_run_id") is { Length: > 0 } source ? runs.RequireActive(call, source).Id : "";
        var id = $"m-{Guid.NewGuid():N}";
        var name = call.Text("name") is { Length: > 0 } given ? given : RunNames.Next();
        if (name.AsSpan().ContainsAny(Forbidden))
            throw TrackingException.Invalid($"Invalid model name ('{name}'): it can't have the characters / : . % \" '.");
        var now = experiments.Now;
        var model = new LoggedModel
        {
            Id = id, Name = name, ExperimentId = experiment, SourceRunId = run, Created = now, Updated = now,
            ModelType = call.Text("model_type") ?? "",
            Place = Place(call.State, run, name, id),
        };
        Add(model, call.Objects("params"), call.Objects("tags"));
        call.State.Save(model);
        return Shown(call, model);
    }

    // Its files are where MLflow 2 has them as well: among the artifacts of the run, in a folder that has the model's name. Two
    // of one name have two folders.
    private static ArtifactPlace Place(WorkspaceTracking state, string run, string name, string id)
    {
        if (run.Length == 0) return ArtifactPlace.OfRun(id, name);
        var place = ArtifactPlace.OfRun(run, name);
        return state.LoggedModels.Any(other => other.Place == place) ? ArtifactPlace.OfRun(run, $"{name}-{id}") : place;
    }

    private JsonObject Search(TrackingCall call)
    {
        var wanted = call.Texts("experiment_ids").ToHashSet();
        var searched = Searched(call);
        var matches = FilterMatch.Of(call.Text("filter"), searched);
        var found = call.State.LoggedModels.Where(model => wanted.Contains(model.ExperimentId) && matches(model));
        var order = call.Objects("order_by").Select(key =>
            $"{key["field_name"].AsText()} {(key.Flag("ascending") == false ? "DESC" : "ASC")}").ToList();
        var sorted = SearchOrder.Sort(found, order, searched, usual => usual
            .ThenByDescending(model => model.Created).ThenBy(model => model.Id, StringComparer.Ordinal));
        return SearchPage.Write("models", sorted, call, call.PageSize(100, MostResults),
            model => LoggedModelJson.Write(call, model));
    }

    private static Searchable<LoggedModel> Searched(TrackingCall call) => new(
        "logged model",
        new Dictionary<string, Func<LoggedModel, string?>>
        {
            ["name"] = model => model.Name, ["model_id"] = model => model.Id, ["model_type"] = model => model.ModelType,
            ["status"] = model => model.Status["LOGGED_MODEL_".Length..], ["source_run_id"] = model => model.SourceRunId,
        },
        new Dictionary<string, Func<LoggedModel, double?>>
        {
            ["creation_timestamp"] = model => model.Created, ["creation_time"] = model => model.Created,
            ["last_updated_timestamp"] = model => model.Updated,
        },
        (model, key) => model.Tags.GetValueOrDefault(key))
    {
        Param = (model, key) => model.Params.GetValueOrDefault(key),
        Metric = (model, key) => LoggedModelJson.Metrics(call, model).LastOrDefault(found => found.Point.Key == key).Point?.Value,
    };

    private JsonObject Finish(TrackingCall call, LoggedModel model)
    {
        var status = call.Require("status");
        if (!Statuses.Contains(status))
            throw TrackingException.Invalid($"Invalid model status: '{status}'. It is none of {string.Join(", ", Statuses)}.");
        model.Status = status;
        return Save(call, model);
    }

    private JsonObject AddParams(TrackingCall call, LoggedModel model)
    {
        Add(model, call.Objects("params"), []);
        Save(call, model);
        return [];
    }

    private JsonObject AddTags(TrackingCall call, LoggedModel model)
    {
        Add(model, [], call.Objects("tags"));
        return Save(call, model);
    }

    private JsonObject DeleteTag(TrackingCall call, LoggedModel model, string key)
    {
        if (!model.Tags.Remove(key)) throw TrackingException.Missing($"No tag with name: {key} in logged model {model.Id}");
        Save(call, model);
        return [];
    }

    private static JsonObject Delete(TrackingCall call, LoggedModel model)
    {
        call.State.RemoveLoggedModel(model.Id);
        return [];
    }

    private static void Add(LoggedModel model, IReadOnlyList<JsonObject> entries, IReadOnlyList<JsonObject> tags)
    {
        foreach (var (key, value) in entries.Select(LoggedValues.Param).ToList()) model.Params[key] = value;
        foreach (var (key, value) in tags.Select(LoggedValues.Tag).ToList()) model.Tags[key] = value;
    }

    private JsonObject Save(TrackingCall call, LoggedModel model)
    {
        model.Updated = experiments.Now;
        call.State.Save(model);
        return Shown(call, model);
    }

    private static LoggedModel Require(TrackingCall call, string id) => call.State.FindLoggedModel(id)
        ?? throw TrackingException.Missing($"Logged model with ID '{id}' not found.");

    private static JsonObject Shown(TrackingCall call, LoggedModel model) =>
        new() { ["model"] = LoggedModelJson.Write(call, model) };
}
