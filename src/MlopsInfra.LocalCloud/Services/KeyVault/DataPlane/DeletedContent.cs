using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>What was deleted of a vault, and can be recovered until its time is over.</summary>
internal static class DeletedContent
{
    private const string DeletedOn = "deletedDate";
    private const string PurgedOn = "scheduledPurgeDate";

    /// <summary>Something deleted; null if nothing of this name is.</summary>
    public static VaultItem? Find(CloudContext cloud, string vault, VaultKind kind, string name) =>
        cloud.Store.Find($"{vault}/{kind.Deleted}/{name}") is { } stored && IsHeld(cloud, stored)
            ? VaultItem.Of(kind, stored) : null;

    /// <summary>All of a kind, in order of name.</summary>
    public static IReadOnlyList<VaultItem> List(CloudContext cloud, StoredResource vault, VaultKind kind) =>
    [
        .. cloud.Store.Children(vault.Key)
            .Where(child => child.Type == $"{VaultResource.TypeName}/{kind.Deleted}" && IsHeld(cloud, child))
            .OrderBy(child => child.Name, StringComparer.OrdinalIgnoreCase).Select(child => VaultItem.Of(kind, child)),
    ];

    /// <summary>What the answers of a deleted one say besides.</summary>
    /// <param name="call">The request.</param>
    /// <param name="item">What was deleted.</param>
    public static JsonObject Facts(VaultCall call, VaultItem item) => new()
    {
        ["recoveryId"] = $"{call.BaseUri}/{item.Kind.Deleted}/{item.Name}",
        [DeletedOn] = item.Stored.Computed[DeletedOn]?.DeepClone(),
        [PurgedOn] = item.Stored.Computed[PurgedOn]?.DeepClone(),
    };

    /// <summary>What a deletion leaves, with all that is below.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="vault">The vault.</param>
    /// <param name="kind">What is deleted.</param>
    /// <param name="stored">The resource.</param>
    public static IEnumerable<StoreChange> Leave(CloudContext cloud, StoredResource vault, VaultKind kind, StoredResource stored)
    {
        var computed = stored.Computed.DeepClone().AsObject();
        computed[DeletedOn] = cloud.Now.ToUnixTimeSeconds();
        computed[PurgedOn] = cloud.Now.AddDays(VaultAttributes.Days(vault)).ToUnixTimeSeconds();
        return Tree(cloud, stored).Select(each => Moved(each, stored.Key, $"{vault.Key}/{kind.Deleted}/{stored.Name}"))
            .Select(moved => new StoreChange(moved.Key,
                moved.Name == stored.Name && moved.Type.LastName == kind.Deleted ? moved with { Computed = computed } : moved));
    }

    /// <summary>Takes something out of the vault, to where the deleted ones are.</summary>
    public static void Delete(CloudContext cloud, StoredResource vault, VaultItem item) => cloud.Store.Commit(
        [.. Removed(cloud, item.Stored), .. Leave(cloud, vault, item.Kind, item.Stored)]);

    /// <summary>Brings it back.</summary>
    /// <returns>What is there again.</returns>
    public static VaultItem Recover(CloudContext cloud, StoredResource vault, VaultItem item)
    {
        var key = $"{vault.Key}/{item.Kind.Plural}/{item.Name}";
        cloud.Store.Commit([.. Removed(cloud, item.Stored), .. Tree(cloud, item.Stored)
            .Select(each => Moved(each, item.Stored.Key, key)).Select(moved => new StoreChange(moved.Key, WithoutDates(moved)))]);
        return VaultItem.Of(item.Kind, cloud.Store.Find(key)!);
    }

    /// <summary>Deletes it for good.</summary>
    public static void Purge(CloudContext cloud, VaultItem item) => cloud.Store.Commit([.. Removed(cloud, item.Stored)]);

    private static bool IsHeld(CloudContext cloud, StoredResource stored) =>
        stored.Computed.Number(PurgedOn) > cloud.Now.ToUnixTimeSeconds();

    private static IEnumerable<StoreChange> Removed(CloudContext cloud, StoredResource stored) =>
        Tree(cloud, stored).Select(each => new StoreChange(each.Key, null));

    private static List<StoredResource> Tree(CloudContext cloud, StoredResource root) =>
        [root, .. cloud.Store.Children(root.Key).SelectMany(child => Tree(cloud, child))];

    private static StoredResource Moved(StoredResource stored, string from, string to)
    {
        var key = to + stored.Key[from.Length..];
        var type = ResourceId.Parse(key).Type;
        var computed = stored.Computed.DeepClone().AsObject();
        (computed["id"], computed["type"]) = (key, type.ToString());
        return stored with { Key = key, Type = type, Computed = computed };
    }

    private static StoredResource WithoutDates(StoredResource stored)
    {
        stored.Computed.Remove(DeletedOn);
        stored.Computed.Remove(PurgedOn);
        return stored;
    }
}
