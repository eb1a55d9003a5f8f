using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>The container that holds the versions of an asset, as in <c>components</c>.</summary>
internal sealed class AssetContainerResource(string collection) : MachineLearningResource(collection)
{
    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        Default(properties, "description", null);
        Default(properties, "tags", new JsonObject());
        Default(properties, "properties", new JsonObject());
        Default(properties, "isArchived", false);
        var versions = workspace.Versions(Type.LastName, id.Name);
        properties["latestVersion"] = versions.Count == 0 ? null : MachineLearningNames.Text(versions[0]["name"]);
        properties["nextVersion"] = NextVersion(versions);
    }

    // The service counts versions that are numbers; others have no next one.
    private static string? NextVersion(IReadOnlyList<JsonObject> versions)
    {
        var highest = 0;
        foreach (var version in versions)
        {
            if (!int.TryParse(MachineLearningNames.Text(version["name"]), NumberStyles.None, CultureInfo.InvariantCulture,
                out var number)) return null;
            highest = Math.Max(highest, number);
        }

        return (highest + 1).ToString(CultureInfo.InvariantCulture);
    }
}
