using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>The container that holds the versions of an asset, as in <c>components</c>.</summary>
/// <param name="collection">The type below the workspace.</param>
/// <param name="name">What an asset is called in refusals, as in <c>Component</c>.</param>
internal sealed class AssetContainerResource(string collection, string name) : MachineLearningResource(collection)
{
    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = MachineLearningNames.Asset(name);

    /// <summary>It comes into being with the first version.</summary>
    public override CreatedBy CreatedBy { get; init; } = CreatedBy.FirstChild;

    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        Default(properties, "description", null);
        Default(properties, "tags", new JsonObject());
        Default(properties, "properties", new JsonObject());
        Default(properties, "isArchived", false);
        var versions = workspace.Versions(Type.LastName, id.Name);
        properties["latestVersion"] = versions.Count == 0 ? null : versions[0]["name"].AsText();
        properties["nextVersion"] = versions.Count == 0 ? "1" : NextVersion(versions);
    }

    // Versions that are no numbers, such as hashes, don't count.
    private static string NextVersion(IReadOnlyList<JsonObject> versions)
    {
        var highest = versions.Max(version => int.TryParse(version["name"].AsText(), NumberStyles.None,
            CultureInfo.InvariantCulture, out var number) ? number : 0);
        return (highest + 1).ToString(CultureInfo.InvariantCulture);
    }
}
