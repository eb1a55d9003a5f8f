using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Models;

/// <summary>The calls on versions of registered models, but for making them.</summary>
internal sealed class ModelVersionRoutes(ModelRegistry registry) : ITrackingRoutes
{
    private const int MostResults = 200_000;

    private static readonly string[] Stages = ["None", "Staging", "Production", "Archived"];

    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string path) => (method, path) switch
    {
        ("GET", "mlflow/model-versions/get") => Of(TrackingActions.ReadVersions, call => Shown(call, Require(call))),
        ("GET", "mlflow/model-versions/search") => Of(TrackingActions.ReadVersions, Search),
        ("PATCH", "mlflow/model-versions/update") => new(TrackingActions.WriteVersions, UpdateAsync),
        ("DELETE", "mlflow/model-versions/delete") => new(TrackingActions.DeleteVersions, DeleteAsync),
        ("POST", "mlflow/model-versions/transition-stage") => new(TrackingActions.WriteVersions, MoveAsync),
        ("POST", "mlflow/model-versions/set-tag") => new(TrackingActions.WriteVersions, SetTagAsync),
        ("DELETE", "mlflow/model-versions/delete-tag") => new(TrackingActions.WriteVersions, DeleteTagAsync),
        _ => null,
    };

    private JsonObject Search(TrackingCall call)
    {
        var searched = Searched(call);
        var matches = FilterMatch.Of(call.Text("filter"), searched);
        var all = registry.All(call).SelectMany(model => registry.Versions(call, model["name"].AsText()!)
            .Select(version => (Name: model["name"].AsText()!, Version: version)));
        var sorted = SearchOrder.Sort(all.Where(matches), call.Texts("order_by"), searched, usual => usual
            .ThenByDescending(found => ModelJson.TimesOf(found.Version).Updated)
            .ThenBy(found => found.Name, StringComparer.Ordinal)
            .ThenByDescending(found => ModelRegistry.NumberOf(found.Version)));
        return SearchPage.Write("model_versions", sorted, call, call.PageSize(10_000, MostResults),
            found => ModelJson.Version(call, found.Name, found.Version));
    }

    private static Searchable<(string Name, JsonObject Version)> Searched(TrackingCall call) => new(
        "model version",
        new Dictionary<string, Func<(string Name, JsonObject Version), string?>>
        {
            ["name"] = found => found.Name,
            ["run_id"] = found => ModelJson.Version(call, found.Name, found.Version)["run_id"].AsText(),
            ["source_path"] = found => ModelJson.Version(call, found.Name, found.Version)["source"].AsText(),
        },
        new Dictionary<string, Func<(string Name, JsonObject Version), double?>>
        {
            ["version_number"] = found => ModelRegistry.NumberOf(found.Version),
            ["creation_timestamp"] = found => ModelJson.TimesOf(found.Version).Created,
            ["last_updated_timestamp"] = found => ModelJson.TimesOf(found.Version).Updated,
        },
        (found, key) => ModelJson.Tag(found.Version, key));

    private async Task<JsonObject?> UpdateAsync(TrackingCall call)
    {
        await registry.ChangeAsync(call, Require(call),
            properties => properties["description"] = call.Text("description") ?? "");
        return Shown(call, Require(call));
    }

    private async Task<JsonObject?> DeleteAsync(TrackingCall call)
    {
        await registry.DeleteAsync(call, Require(call));
        lock (call.State.Lock)
        {
            var version = call.Require("version");
            var model = call.State.RegisteredModel(call.Require("name"));
            model.Versions.Remove(version);
            foreach (var alias in model.Aliases.Where(alias => alias.Value == version).Select(alias => alias.Key).ToList())
                model.Aliases.Remove(alias);
            call.State.SaveRegisteredModels();
        }

        return [];
    }

    private async Task<JsonObject?> MoveAsync(TrackingCall call)
    {
        var asked = call.Require("stage");
        var stage = Array.Find(Stages, each => each.Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? throw TrackingException.Invalid(
                $"Invalid Model Version stage: {asked}. Value must be one of {string.Join(", ", Stages)}.");
        var (name, moved) = (call.Require("name"), Require(call));
        if (call.Arguments.Flag("archive_existing_versions") == true)
        {
            if (stage is not ("Staging" or "Production"))
                throw TrackingException.Invalid(
                    "Only versions in the stages Staging and Production can be archived by a transition.");
            foreach (var other in registry.Versions(call, name).Where(other => ModelJson.StageOf(other) == stage
                && other["name"].AsText() != moved["name"].AsText())) await SetStageAsync(call, other, "Archived");
        }

        await SetStageAsync(call, moved, stage);
        return Shown(call, Require(call));
    }

    // A model that is in no stage is said to be in development by the workspace.
    private Task SetStageAsync(TrackingCall call, JsonObject version, string stage) =>
        registry.ChangeAsync(call, version, properties => properties["stage"] = stage == Stages[0] ? "Development" : stage);

    private async Task<JsonObject?> SetTagAsync(TrackingCall call)
    {
        var (key, value) = LoggedValues.Tag(call.Arguments);
        await registry.ChangeAsync(call, Require(call),
            properties => properties.Set("tags", RegisteredModelRoutes.With(properties, key, value)));
        return [];
    }

    private async Task<JsonObject?> DeleteTagAsync(TrackingCall call)
    {
        await registry.ChangeAsync(call, Require(call),
            properties => (properties["tags"] as JsonObject)?.Remove(call.Require("key")));
        return [];
    }

    private JsonObject Require(TrackingCall call) =>
        registry.RequireVersion(call, call.Require("name"), call.Require("version"));

    private static JsonObject Shown(TrackingCall call, JsonObject version) =>
        new() { ["model_version"] = ModelJson.Version(call, call.Require("name"), version) };

    private static TrackingRoute Of(string action, Func<TrackingCall, JsonObject> run) =>
        new(action, call => Task.FromResult<JsonObject?>(run(call)));
}
