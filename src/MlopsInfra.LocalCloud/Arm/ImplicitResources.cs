using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What exists: what is in the store, and what Azure has without being asked.</summary>
internal static class ImplicitResources
{
    /// <summary>Children that are there as soon as their parent is.</summary>
    private static readonly HashSet<string> Implicit = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.Storage/storageAccounts/blobServices",
        "Microsoft.Storage/storageAccounts/fileServices",
        "Microsoft.Storage/storageAccounts/queueServices",
        "Microsoft.Storage/storageAccounts/tableServices",
    };

    /// <summary>Containers of assets come into being with their first version.</summary>
    private static readonly HashSet<string> MadeByChild = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.MachineLearningServices/workspaces/codes",
        "Microsoft.MachineLearningServices/workspaces/components",
        "Microsoft.MachineLearningServices/workspaces/data",
        "Microsoft.MachineLearningServices/workspaces/environments",
        "Microsoft.MachineLearningServices/workspaces/models",
    };

    /// <summary>Ids of the children that a resource has from the start.</summary>
    public static IEnumerable<string> ChildrenOf(CloudContext cloud, string key) => ResourceId.TryParse(key, out var id)
        ? cloud.Types.All.Where(each => each.CreatedBy == CreatedBy.Parent && each.Type.Parent == id.Type)
            .Select(each => $"{key}/{each.Type.LastName}/default")
        : [];

    /// <summary>Whether a resource exists, or would without further ado.</summary>
    public static bool Exists(CloudContext cloud, ResourceId id)
    {
        if (cloud.Store.Find(id.Value) is not null) return true;
        if (id.Type == ResourceType.Subscription) return true;
        return id.Parent is { } parent && Exists(cloud, parent) && cloud.Types.Of(id.Type).CreatedBy switch
        {
            CreatedBy.Parent => id.Name.Equals("default", StringComparison.OrdinalIgnoreCase),
            CreatedBy.FirstChild => true,
            _ => false,
        };
    }

    /// <summary>What a type has whose class does not say so itself.</summary>
    public static CreatedBy Of(string type) =>
        Implicit.Contains(type) ? CreatedBy.Parent : MadeByChild.Contains(type) ? CreatedBy.FirstChild : CreatedBy.Put;
}
