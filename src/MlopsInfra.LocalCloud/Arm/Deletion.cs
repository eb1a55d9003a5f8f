using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What a DELETE takes with it: everything below, deepest first.</summary>
internal static class Deletion
{
    /// <summary>The changes that it makes.</summary>
    /// <param name="delete">The DELETE.</param>
    /// <param name="skipChecks">Whether the rules of the type are left out.</param>
    public static IReadOnlyList<StoreChange> Plan(DeleteContext delete, bool skipChecks)
    {
        var changes = new List<StoreChange>();
        if (!skipChecks) delete.Cloud.Types.Of(delete.Existing.Type).CheckDelete(delete);
        Collect(delete, changes);
        return changes;
    }

    private static void Collect(DeleteContext delete, List<StoreChange> changes)
    {
        foreach (var child in Below(delete.Cloud, delete.Existing.Key))
            Collect(delete with { Existing = child, Id = ResourceId.Parse(child.Key), IsWithParent = true }, changes);
        changes.Add(new StoreChange(delete.Existing.Key, null));
        changes.AddRange(delete.Cloud.Types.Of(delete.Existing.Type).Leaves(delete));
    }

    /// <summary>
    /// What stands in a resource, also in children of it that were never written (the blob service of an account).
    /// </summary>
    private static IEnumerable<StoredResource> Below(CloudContext cloud, string key) =>
        cloud.Store.Children(key)
            .Concat(ImplicitResources.ChildrenOf(cloud, key).Where(child => cloud.Store.Find(child) is null)
                .SelectMany(child => cloud.Store.Children(child)));
}
