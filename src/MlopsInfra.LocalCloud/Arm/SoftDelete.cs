using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Names that are taken by something deleted, until it is purged or its time is over.</summary>
internal static class SoftDelete
{
    private const string Prefix = "deleted:";

    /// <summary>What a DELETE leaves behind.</summary>
    /// <param name="delete">The DELETE.</param>
    /// <param name="deletion">What becomes of the name.</param>
    public static StoreChange Leave(DeleteContext delete, SoftDeletion deletion)
    {
        var now = delete.Cloud.Now;
        var computed = new JsonObject
        {
            ["id"] = delete.Existing.Key,
            ["name"] = delete.Existing.Name,
            ["type"] = delete.Existing.Type.ToString(),
            ["location"] = Regions.Normalize(delete.Existing.Body.Text("location") ?? ""),
            ["deletionDate"] = CommonOutputs.Time(now),
            ["scheduledPurgeDate"] = CommonOutputs.Time(now.AddDays(deletion.Days)),
            ["canPurge"] = deletion.CanPurge,
        };
        var key = $"{Prefix}{delete.Existing.Key}";
        return new StoreChange(key, new StoredResource(key, $"{Prefix}{delete.Existing.Type}", [], computed, now, now, []));
    }

    /// <summary>The deleted one that holds a name; null if the name is free.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="type">The type.</param>
    /// <param name="matches">Which of the deleted ones.</param>
    public static StoredResource? Find(CloudContext cloud, string type, Func<StoredResource, bool> matches) =>
        cloud.Store.OfType($"{Prefix}{type}").FirstOrDefault(deleted => matches(deleted) && IsHeld(cloud, deleted));

    /// <summary>All that is held.</summary>
    public static IEnumerable<StoredResource> All(CloudContext cloud) =>
        cloud.Store.All()
            .Where(resource => resource.Type.ToString().StartsWith(Prefix, StringComparison.Ordinal) && IsHeld(cloud, resource));

    /// <summary>Frees a name: it was recovered or purged.</summary>
    public static StoreChange Free(StoredResource deleted) => new(deleted.Key, null);

    /// <summary>Frees a name before its time.</summary>
    /// <exception cref="ArmException">Purge protection forbids it.</exception>
    public static StoreChange Purge(StoredResource deleted) => deleted.Computed.Flag("canPurge") == true
        ? Free(deleted)
        : throw new ArmException(409, "MethodNotAllowed",
            "Operation 'DeletedVaultPurge' is not allowed because purge protection is enabled for this vault. Key Vault service "
                + $"will automatically purge it after the retention period has passed. Vault: {deleted.Computed.Text("name")}; "
                + $"scheduled purge date: {deleted.Computed.Text("scheduledPurgeDate")}", deleted.Computed.Text("id"));

    private static bool IsHeld(CloudContext cloud, StoredResource deleted) =>
        DateTimeOffset.Parse(deleted.Computed.Text("scheduledPurgeDate")!) > cloud.Now;
}
