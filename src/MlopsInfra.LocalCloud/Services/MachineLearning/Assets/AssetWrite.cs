using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>A PUT of something in a workspace that is to be checked.</summary>
/// <param name="put">The PUT.</param>
internal sealed class AssetWrite(PutContext put)
{
    private readonly Lazy<JsonObject?> _existing =
        new(() => put.Existing is { } found ? Views.Written(put.Cloud, found)["properties"] as JsonObject : null);

    /// <summary>What is put.</summary>
    public ResourceId Id => put.Id;

    /// <summary>The <c>properties</c> of the body; defaults are written into it.</summary>
    public JsonObject Properties { get; } = PropertiesOf(put.Body);

    /// <summary>The stored <c>properties</c>; null if it is new.</summary>
    public JsonObject? Existing => _existing.Value;

    /// <summary>The workspace.</summary>
    public WorkspaceAssets Workspace { get; } = WorkspaceAssets.Require(put.Id, put.Cloud);

    /// <summary>A property as a string; null if it is none.</summary>
    public string? Text(string name) => Properties[name].AsText();

    /// <summary>A property that has to be there.</summary>
    public string RequireText(string name) => Text(name) is { Length: > 0 } text
        ? text
        : throw MachineLearningErrors.User($"The field '{name}' of '{Id.Name}' is required.", "BadArgument",
            "ArgumentNullOrEmpty");

    /// <summary>Refuses a change of what may not change.</summary>
    /// <param name="name">The property.</param>
    /// <param name="message">The refusal.</param>
    /// <param name="status">Its status.</param>
    public void RequireSame(string name, string message, int status = 400)
    {
        // What a GET shows of a path in a datastore may be sent again, whatever form it was sent in first.
        if (Existing is null || DatastorePaths.Long(Existing[name].AsText(), Workspace.Id)
            == DatastorePaths.Long(Text(name), Workspace.Id)) return;
        throw status == 409 ? MachineLearningErrors.Conflict(message) : MachineLearningErrors.User(message);
    }

    private static JsonObject PropertiesOf(JsonObject body)
    {
        if (body["properties"] is not JsonObject properties) body["properties"] = properties = [];
        return properties;
    }
}
