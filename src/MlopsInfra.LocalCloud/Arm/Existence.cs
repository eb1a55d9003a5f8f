using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What exists: what is in the store, and what Azure has without being asked.</summary>
internal static class Existence
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
    public static IEnumerable<string> ImplicitChildren(string key) => ResourceId.TryParse(key, out var id)
        ? Implicit.Where(type => type.StartsWith($"{id.Type}/", StringComparison.OrdinalIgnoreCase))
            .Select(type => $"{key}/{type[(id.Type.ToString().Length + 1)..]}/default")
        : [];

    /// <summary>
    /// The type that children of a type come with; null for children that have to be made. Some of them can't be written here,
    /// since the package has no resource for them; they can be read all the same.
    /// </summary>
    public static string? ParentOfImplicit(string type) => Implicit.Contains(type) ? type[..type.LastIndexOf('/')] : null;

    /// <summary>Whether a resource exists, or would without further ado.</summary>
    public static bool Exists(CloudContext cloud, ResourceId id)
    {
        if (cloud.Store.Find(id.Value) is not null) return true;
        if (id.Type == "Microsoft.Resources/subscriptions") return true;
        return id.Parent is { } parent
            && ((Implicit.Contains(id.Type) && id.Name.Equals("default", StringComparison.OrdinalIgnoreCase))
                || MadeByChild.Contains(id.Type))
            && Exists(cloud, parent);
    }
}
