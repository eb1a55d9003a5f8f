using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Models;

/// <summary>The models of a workspace, which are what MLflow calls registered models: there is one registry of both.</summary>
internal sealed class ModelRegistry(IResourceManager resources) : IDisposable
{
    private const string Collection = "models";
    private const string Type = $"{WorkspaceResource.TypeName}/{Collection}";

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>All models.</summary>
    public IReadOnlyList<JsonObject> All(TrackingCall call) => resources.List(call.Workspace.Id, Type);

    /// <summary>A model; null if there is none.</summary>
    public JsonObject? Find(TrackingCall call, string name) =>
        IsName(name) && resources.Find(IdOf(call, name)) is { } found && found["systemData"] is not null
            && found["name"].AsText() == name ? found : null;

    /// <summary>A model that has to be there.</summary>
    public JsonObject Require(TrackingCall call, string name) => Find(call, name)
        ?? throw TrackingException.Missing($"Registered Model with name={name} not found");

    /// <summary>The versions of a model, the newest first.</summary>
    public IReadOnlyList<JsonObject> Versions(TrackingCall call, string name) =>
        [.. resources.List(IdOf(call, name), $"{Type}/versions").OrderByDescending(NumberOf)];

    /// <summary>A version that has to be there.</summary>
    public JsonObject RequireVersion(TrackingCall call, string name, string version) =>
        IsName(name) && IsName(version) && resources.Find(VersionId(call, name, version)) is { } found ? found
            : throw TrackingException.Missing($"Model Version (name={name}, version={version}) not found");

    /// <summary>Makes a model without versions.</summary>
    public async Task CreateAsync(TrackingCall call, string name, JsonObject properties)
    {
        await _turn.WaitAsync(call.Aborted);
        try
        {
            if (Find(call, name) is not null) throw TrackingException.Exists($"Registered Model (name={name}) already exists.");
            await PutAsync(call, IdOf(call, name), properties);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes the next version of a model.</summary>
    /// <param name="call">The call.</param>
    /// <param name="name">The model.</param>
    /// <param name="properties">The properties of the version.</param>
    /// <param name="keep">Keeps what else is known of it, by its version, before anybody can see it.</param>
    public async Task<string> CreateVersionAsync(TrackingCall call, string name, JsonObject properties, Action<string> keep)
    {
        await _turn.WaitAsync(call.Aborted);
        try
        {
            Require(call, name);
            var version =
                (Versions(call, name).Select(NumberOf).DefaultIfEmpty(0).Max() + 1).ToString(CultureInfo.InvariantCulture);
            keep(version);
            await PutAsync(call, VersionId(call, name, version), properties);
            return version;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Changes properties of a model or of a version.</summary>
    /// <param name="call">The call.</param>
    /// <param name="found">What is there.</param>
    /// <param name="change">Changes its properties.</param>
    public Task ChangeAsync(TrackingCall call, JsonObject found, Action<JsonObject> change)
    {
        var properties = found["properties"]?.DeepClone() as JsonObject ?? [];
        properties.Remove("provisioningState");
        change(properties);
        return PutAsync(call, ResourceId.Parse(found["id"].AsText()!), properties);
    }

    /// <summary>Deletes a model with its versions, or a version.</summary>
    public async Task DeleteAsync(TrackingCall call, JsonObject found) =>
        await resources.DeleteAsync(ResourceId.Parse(found["id"].AsText()!), new ArmRequestOptions(), call.Aborted);

    /// <summary>Tags as the control plane keeps them.</summary>
    public static JsonObject Tags(IEnumerable<KeyValuePair<string, string>> tags) =>
        new(tags.Select(tag => KeyValuePair.Create<string, JsonNode?>(tag.Key, tag.Value)));

    /// <summary>The number of a version; 0 for one that is no number.</summary>
    public static int NumberOf(JsonObject version) =>
        int.TryParse(version["name"].AsText(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Whether a model may have a name.</summary>
    public static bool IsName(string name) => MachineLearningNames.Asset("Model").Allows(name);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task PutAsync(TrackingCall call, ResourceId id, JsonObject properties) => await resources.PutAsync(
        id, new JsonObject { ["properties"] = properties }, new ArmRequestOptions(), call.Aborted);

    private static ResourceId IdOf(TrackingCall call, string name) => call.Workspace.Id.Child(Collection, name);

    private static ResourceId VersionId(TrackingCall call, string name, string version) =>
        call.Workspace.VersionId(Collection, name, version);
}
