using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>A PUT of something in a workspace that is to be checked.</summary>
/// <param name="Id">What is put.</param>
/// <param name="Properties">The <c>properties</c> of the body; defaults are written into it.</param>
/// <param name="Existing">The stored <c>properties</c>; null if it is new.</param>
/// <param name="Workspace">The workspace.</param>
internal sealed record AssetWrite(ResourceId Id, JsonObject Properties, JsonObject? Existing, WorkspaceAssets Workspace)
{
    /// <summary>What a PUT means for the rules of the workspace.</summary>
    public static AssetWrite Of(PutContext put)
    {
        if (put.Body["properties"] is not JsonObject properties) put.Body["properties"] = properties = [];
        var existing = put.Existing is { } found ? Views.Written(put.Cloud, found)["properties"] as JsonObject : null;
        return new AssetWrite(put.Id, properties, existing, WorkspaceAssets.Require(put.Id, put.Cloud));
    }

    public string? Text(string name) => MachineLearningNames.Text(Properties[name]);

    public string RequireText(string name) => Text(name) is { Length: > 0 } text
        ? text
        : throw MachineLearningErrors.User($"The field '{name}' of '{Id.Name}' is required.", "BadArgument",
            "ArgumentNullOrEmpty");

    /// <summary>Refuses a change of what may not change.</summary>
    public void RequireSame(string name, string message)
    {
        if (Existing is null || string.Equals(MachineLearningNames.Text(Existing[name]), Text(name), StringComparison.Ordinal))
            return;
        throw MachineLearningErrors.User(message);
    }
}
