using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>What a deleted vault holds: it is there again when the vault is recovered.</summary>
internal static class KeptContent
{
    private const string Prefix = "kept:";

    /// <summary>What the deletion of a vault keeps.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="vault">The vault.</param>
    public static IEnumerable<StoreChange> Keep(CloudContext cloud, StoredResource vault) =>
        Below(cloud, vault.Key).Select(stored =>
        {
            var key = Prefix + stored.Key;
            return new StoreChange(key, stored with { Key = key, Type = Prefix + stored.Type });
        });

    /// <summary>What becomes of it when there is a vault of this id again.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="vault">Key of the vault.</param>
    /// <param name="isRecovered">Whether it is the same vault; a new one holds nothing.</param>
    public static IEnumerable<StoreChange> Release(CloudContext cloud, string vault, bool isRecovered)
    {
        var prefix = $"{Prefix}{vault}/";
        foreach (var kept in cloud.Store.All())
        {
            if (!kept.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) continue;
            yield return new StoreChange(kept.Key, null);
            var key = kept.Key[Prefix.Length..];
            if (isRecovered)
                yield return new StoreChange(key, kept with { Key = key, Type = kept.Type.ToString()[Prefix.Length..] });
        }
    }

    private static IEnumerable<StoredResource> Below(CloudContext cloud, string key) => cloud.Store.Children(key)
        .Where(child => child.Type.IsBelow(VaultResource.TypeName))
        .SelectMany(child => Below(cloud, child.Key).Prepend(child));
}
