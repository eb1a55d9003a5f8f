using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Names that are taken by something deleted, until it is purged or its time is over.</summary>
/// <param name="cloud">The cloud.</param>
internal sealed class SoftDeletedResources(CloudContext cloud)
{
    /// <summary>All of them, in order of id.</summary>
    public IReadOnlyList<SoftDeletedName> All()
    {
        lock (cloud.Store.Gate)
            return [.. SoftDelete.All(cloud).Select(SoftDeletedName.From)
                .OrderBy(name => name.Id, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Those of a type at a scope or below it.</summary>
    /// <param name="type">The type.</param>
    /// <param name="scope">The scope.</param>
    public IEnumerable<SoftDeletedName> Below(ResourceType type, ResourceId scope) =>
        All().Where(name => name.Type == type && ResourceId.IsWithin(name.Id, scope.Value));

    /// <summary>Frees a name.</summary>
    /// <param name="id">The id it had.</param>
    /// <exception cref="ArmException">Nothing deleted has this id, or purge protection forbids it.</exception>
    public void Purge(string id)
    {
        lock (cloud.Store.Gate)
        {
            var deleted = SoftDelete.All(cloud)
                .FirstOrDefault(found => id.Equals(found.Computed["id"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase))
                ?? throw new ArmException(404, "DeletedResourceNotFound", $"Nothing deleted has the id '{id}'.", id);
            cloud.Store.Commit([SoftDelete.Purge(deleted)]);
        }
    }
}
