using System.Collections.Concurrent;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// The resources that Resource Manager keeps track of: they have a place on the map and stand directly in a group. What extends
/// others (role assignments, locks, diagnostic settings) is not among them.
/// </summary>
/// <param name="cloud">The cloud.</param>
internal sealed class TrackedResources(CloudContext cloud)
{
    // /subscriptions/S/resourceGroups/G/providers/N/T/name
    private const int Slashes = 8;

    private readonly ConcurrentDictionary<ResourceType, bool> _tracked = new();

    /// <summary>Those of a subscription or a group.</summary>
    /// <param name="scope">The subscription or group.</param>
    public IEnumerable<StoredResource> Below(ResourceId scope) => cloud.Store.All().Where(resource =>
        ResourceId.IsWithin(resource.Key, scope.Value) && resource.Key.AsSpan().Count('/') == Slashes
        && IsTracked(resource.Type));

    private bool IsTracked(ResourceType type) => _tracked.GetOrAdd(type, each =>
        each.Namespace is not ("Microsoft.Resources" or "Microsoft.Authorization")
        && cloud.Catalog.FindByArmType(each)?.HasLocation == true);
}
