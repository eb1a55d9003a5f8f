using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Models;

/// <summary>Models of the workspace as MLflow writes registered models.</summary>
internal static class ModelJson
{
    private const string NoStage = "None";

    /// <summary>A registered model.</summary>
    /// <param name="call">The call.</param>
    /// <param name="model">The model.</param>
    /// <param name="versions">Its versions, the newest first.</param>
    public static JsonObject Write(TrackingCall call, JsonObject model, IReadOnlyList<JsonObject> versions)
    {
        var name = model["name"].AsText()!;
        var json = new JsonObject { ["name"] = name };
        AddTimes(json, model);
        if (model.Text("properties.description") is { Length: > 0 } description) json["description"] = description;
        // One for each stage, the newest of it.
        RunJson.Add(json, "latest_versions", versions.DistinctBy(StageOf).Select(version => Version(call, name, version)));
        RunJson.Add(json, "tags", Tags(model));
        lock (call.State.Lock)
        {
            RunJson.Add(json, "aliases", call.State.RegisteredModel(name).Aliases
                .Select(alias => new JsonObject { ["alias"] = alias.Key, ["version"] = alias.Value }));
        }

        return json;
    }

    /// <summary>A version.</summary>
    public static JsonObject Version(TrackingCall call, string name, JsonObject version)
    {
        var number = version["name"].AsText()!;
        var json = new JsonObject { ["name"] = name, ["version"] = number };
        AddTimes(json, version);
        json["current_stage"] = StageOf(version);
        json["description"] = version.Text("properties.description") ?? "";
        lock (call.State.Lock)
        {
            var model = call.State.RegisteredModel(name);
            var known = model.Versions.GetValueOrDefault(number);
            json["source"] = known?.Source ?? version.Text("properties.modelUri");
            json["run_id"] = RunOf(known, version);
            json["status"] = "READY";
            RunJson.Add(json, "tags", Tags(version));
            json["run_link"] = known?.RunLink ?? "";
            RunJson.Add(json, "aliases", model.Aliases.Where(alias => alias.Value == number)
                .Select(alias => JsonValue.Create(alias.Key)));
        }

        return json;
    }

    /// <summary>The stage of a version; what nobody moved has none.</summary>
    public static string StageOf(JsonObject version) =>
        version.Text("properties.stage") is { Length: > 0 } stage and not "Development" ? stage : NoStage;

    /// <summary>The run that a version is of; empty for none.</summary>
    public static string RunOf(RegisteredVersion? known, JsonObject version) =>
        known?.RunId ?? version.Text("properties.jobName") ?? "";

    /// <summary>A tag of a model or a version.</summary>
    public static string? Tag(JsonObject asset, string key) => (asset.At("properties.tags") as JsonObject)?[key].AsText();

    /// <summary>When it was made, and when it was changed.</summary>
    public static (long? Created, long? Updated) TimesOf(JsonObject asset) =>
        (TrackedRuns.Milliseconds(asset.Text("systemData.createdAt")),
            TrackedRuns.Milliseconds(asset.Text("systemData.lastModifiedAt")));

    private static void AddTimes(JsonObject json, JsonObject asset)
    {
        var (created, updated) = TimesOf(asset);
        json["creation_timestamp"] = created;
        json["last_updated_timestamp"] = updated ?? created;
    }

    private static IEnumerable<JsonNode> Tags(JsonObject asset) => RunJson.Pairs(
        (asset.At("properties.tags") as JsonObject ?? []).Select(tag => KeyValuePair.Create(tag.Key, tag.Value.AsText() ?? "")));
}
