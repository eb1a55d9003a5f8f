using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Models;

/// <summary>The calls on aliases: names for versions that can be moved, as in <c>champion</c>.</summary>
internal sealed partial class ModelAliasRoutes(ModelRegistry registry) : ITrackingRoutes
{
    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string path) => (method, path) switch
    {
        ("POST", "mlflow/registered-models/alias") => Of(TrackingActions.WriteModels, Set),
        ("GET", "mlflow/registered-models/alias") => Of(TrackingActions.ReadModels, Get),
        ("DELETE", "mlflow/registered-models/alias") => Of(TrackingActions.WriteModels, Delete),
        _ => null,
    };

    private JsonObject Set(TrackingCall call)
    {
        var (name, alias, version) = (call.Require("name"), call.Require("alias"), call.Require("version"));
        if (!Allowed().IsMatch(alias) || Version().IsMatch(alias) || alias.Equals("latest", StringComparison.OrdinalIgnoreCase))
            throw TrackingException.Invalid($"Invalid alias name: '{alias}'.");
        registry.RequireVersion(call, name, version);
        Change(call, name, model => model.Aliases[alias] = version);
        return [];
    }

    private JsonObject Get(TrackingCall call)
    {
        var (name, alias) = (call.Require("name"), call.Require("alias"));
        registry.Require(call, name);
        string? version;
        lock (call.State.Lock) version = call.State.RegisteredModel(name).Aliases.GetValueOrDefault(alias);
        if (version is null) throw TrackingException.Invalid($"Registered model alias {alias} not found.");
        return new JsonObject
        {
            ["model_version"] = ModelJson.Version(call, name, registry.RequireVersion(call, name, version)),
        };
    }

    private JsonObject Delete(TrackingCall call)
    {
        var name = call.Require("name");
        registry.Require(call, name);
        Change(call, name, model => model.Aliases.Remove(call.Require("alias")));
        return [];
    }

    private static void Change(TrackingCall call, string name, Action<RegisteredModel> change)
    {
        lock (call.State.Lock)
        {
            change(call.State.RegisteredModel(name));
            call.State.SaveRegisteredModels();
        }
    }

    private static TrackingRoute Of(string action, Func<TrackingCall, JsonObject> run) =>
        new(action, call => Task.FromResult<JsonObject?>(run(call)));

    [GeneratedRegex(@"\A[\w\-]{1,255}\z")]
    private static partial Regex Allowed();

    // Clients write models:/name/1 and models:/name/v1 of versions.
    [GeneratedRegex(@"\A[vV]\d+\z")]
    private static partial Regex Version();
}
