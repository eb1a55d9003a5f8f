using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What exists: what is in the store, and what Azure has without being asked.</summary>
internal static class ImplicitResources
{
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
}
