using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Models;

/// <summary>The calls on registered models as a whole.</summary>
internal sealed class RegisteredModelRoutes(ModelRegistry registry) : ITrackingRoutes
{
    private const int MostResults = 1000;
    private const string IsPrompt = "mlflow.prompt.is_prompt";

    // Clients of MLflow 3 ask for what is no prompt. Nothing is one here.
    private static readonly Searchable<JsonObject> Searched = new(
        "registered model",
        new Dictionary<string, Func<JsonObject, string?>> { ["name"] = model => model["name"].AsText() },
        new Dictionary<string, Func<JsonObject, double?>>
        {
            ["creation_timestamp"] = model => ModelJson.TimesOf(model).Created,
            ["last_updated_timestamp"] = model => ModelJson.TimesOf(model).Updated,
        },
        (model, key) => ModelJson.Tag(model, key) ?? (key == IsPrompt ? "false" : null));

    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string path) => (method, path) switch
    {
        ("POST", "mlflow/registered-models/create") => new(TrackingActions.WriteModels, CreateAsync),
        ("GET", "mlflow/registered-models/get") => Of(TrackingActions.ReadModels,
            call => Shown(call, registry.Require(call, call.Require("name")))),
        ("GET", "mlflow/registered-models/search" or "mlflow/registered-models/list") => Of(TrackingActions.ReadModels, Search),
        ("PATCH", "mlflow/registered-models/update") => new(TrackingActions.WriteModels, UpdateAsync),
        ("POST", "mlflow/registered-models/rename") => Of(TrackingActions.WriteModels, Rename),
        ("DELETE", "mlflow/registered-models/delete") => new(TrackingActions.DeleteModels, DeleteAsync),
        ("POST", "mlflow/registered-models/set-tag") => new(TrackingActions.WriteModels, SetTagAsync),
        ("DELETE", "mlflow/registered-models/delete-tag") => new(TrackingActions.WriteModels, DeleteTagAsync),
        ("GET" or "POST", "mlflow/registered-models/get-latest-versions") => Of(TrackingActions.ReadModels, Latest),
        _ => null,
    };

    private async Task<JsonObject?> CreateAsync(TrackingCall call)
    {
        var name = call.Require("name");
        if (!ModelRegistry.IsName(name))
        {
            throw TrackingException.Invalid($"Invalid model name: '{name}'. It must be 1 to 255 letters, digits, hyphens, "
                + "underscores and periods, and begin with a letter or digit.");
        }

        var tags = call.Objects("tags").Select(LoggedValues.Tag);
        var properties = new JsonObject { ["tags"] = ModelRegistry.Tags(tags) };
        if (call.Text("description") is { Length: > 0 } description) properties["description"] = description;
        await registry.CreateAsync(call, name, properties);
        return Shown(call, registry.Require(call, name));
    }

    private JsonObject Search(TrackingCall call)
    {
        var matches = FilterMatch.Of(call.Text("filter"), Searched);
        var sorted = SearchOrder.Sort(registry.All(call).Where(matches), call.Texts("order_by"), Searched,
            usual => usual.ThenBy(model => model["name"].AsText(), StringComparer.Ordinal));
        return SearchPage.Write("registered_models", sorted, call, call.PageSize(100, MostResults),
            model => ModelJson.Write(call, model, registry.Versions(call, model["name"].AsText()!)));
    }

    private async Task<JsonObject?> UpdateAsync(TrackingCall call)
    {
        var name = call.Require("name");
        await registry.ChangeAsync(call, registry.Require(call, name),
            properties => properties["description"] = call.Text("description") ?? "");
        return Shown(call, registry.Require(call, name));
    }

    private JsonObject Rename(TrackingCall call)
    {
        var name = registry.Require(call, call.Require("name"))["name"].AsText();
        throw TrackingException.Invalid(
            $"The model '{name}' can't be renamed to '{call.Require("new_name")}': Azure Machine Learning does not rename "
                + "models.");
    }

    private async Task<JsonObject?> DeleteAsync(TrackingCall call)
    {
        var name = call.Require("name");
        await registry.DeleteAsync(call, registry.Require(call, name));
        lock (call.State.Lock) call.State.RemoveRegisteredModel(name);
        return [];
    }

    private async Task<JsonObject?> SetTagAsync(TrackingCall call)
    {
        var (key, value) = LoggedValues.Tag(call.Arguments);
        await registry.ChangeAsync(call, registry.Require(call, call.Require("name")),
            properties => properties.Set("tags", With(properties, key, value)));
        return [];
    }

    private async Task<JsonObject?> DeleteTagAsync(TrackingCall call)
    {
        await registry.ChangeAsync(call, registry.Require(call, call.Require("name")),
            properties => (properties["tags"] as JsonObject)?.Remove(call.Require("key")));
        return [];
    }

    private JsonObject Latest(TrackingCall call)
    {
        var name = call.Require("name");
        registry.Require(call, name);
        var stages = call.Texts("stages");
        var answer = new JsonObject();
        RunJson.Add(answer, "model_versions", registry.Versions(call, name).DistinctBy(ModelJson.StageOf)
            .Where(version => stages.Count == 0 || stages.Contains(ModelJson.StageOf(version), StringComparer.OrdinalIgnoreCase))
            .Select(version => ModelJson.Version(call, name, version)));
        return answer;
    }

    /// <summary>The tags of an asset with one more.</summary>
    public static JsonObject With(JsonObject properties, string key, string value)
    {
        var tags = properties["tags"]?.DeepClone() as JsonObject ?? [];
        tags[key] = value;
        return tags;
    }

    private JsonObject Shown(TrackingCall call, JsonObject model) => new()
    {
        ["registered_model"] = ModelJson.Write(call, model, registry.Versions(call, model["name"].AsText()!)),
    };

    private static TrackingRoute Of(string action, Func<TrackingCall, JsonObject> run) =>
        new(action, call => Task.FromResult<JsonObject?>(run(call)));
}
