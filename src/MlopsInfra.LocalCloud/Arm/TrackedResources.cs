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

    private volatile Listed? _last;

    /// <summary>Those of a subscription or a group, in order of type and name.</summary>
    /// <param name="scope">The subscription or group.</param>
    public IReadOnlyList<StoredResource> Below(ResourceId scope)
    {
        var writes = cloud.Store.Writes;
        // The next page of a list that nothing was written into.
        if (_last is { } last && last.Scope == scope.Value && last.Writes == writes) return last.Resources;
        StoredResource[] found =
        [
            .. cloud.Store.All().Where(resource => ResourceId.IsWithin(resource.Key, scope.Value)
                    && resource.Key.AsSpan().Count('/') == Slashes && IsTracked(resource.Type))
                .OrderBy(resource => resource.Type.ToString(), StringComparer.OrdinalIgnoreCase)
                .ThenBy(resource => resource.Name, StringComparer.OrdinalIgnoreCase),
        ];
        _last = new Listed(scope.Value, writes, found);
        return found;
    }

    private bool IsTracked(ResourceType type) => _tracked.GetOrAdd(type, each =>
        each.Namespace is not ("Microsoft.Resources" or "Microsoft.Authorization")
        && cloud.Catalog.FindByArmType(each)?.HasLocation == true);

    private sealed record Listed(string Scope, long Writes, IReadOnlyList<StoredResource> Resources);
}
