using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>
/// Backups of what vaults hold, with all versions: a box that only this cloud can open, as in Azure only the subscription's
/// region can. Its key is in the store, encrypted.
/// </summary>
internal static class VaultBackups
{
    private const string KeyOfBoxes = "vault-backups:key";
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>A backup.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="vault">The vault.</param>
    /// <param name="items">What is backed up, and what goes with it.</param>
    public static JsonObject Write(CloudContext cloud, StoredResource vault, IEnumerable<VaultItem> items)
    {
        var parts = items.SelectMany(item => Tree(cloud, item.Stored)).Select(each => (JsonNode)new JsonObject
        {
            ["at"] = each.Key[vault.Key.Length..],
            ["created"] = each.CreatedOn.ToString("O", CultureInfo.InvariantCulture),
            ["changed"] = each.ChangedOn.ToString("O", CultureInfo.InvariantCulture),
            ["secrets"] = new JsonArray([.. each.Secrets.Select(pointer => (JsonNode)pointer)]),
            ["body"] = each.Body.DeepClone(),
            ["computed"] = each.Computed.DeepClone(),
        });
        var plain = Encoding.UTF8.GetBytes(new JsonArray([.. parts]).ToJsonString());
        var box = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(Key(cloud), TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize));
        return new JsonObject { ["value"] = JsonWebKeys.Text(box) };
    }

    /// <summary>Brings back what a backup holds. The store is held.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="vault">The vault.</param>
    /// <param name="kind">What it has to be a backup of.</param>
    /// <param name="value">The backup.</param>
    /// <returns>What is there again.</returns>
    /// <exception cref="ArmException">It is none of that kind, or its name is taken.</exception>
    public static VaultItem Restore(CloudContext cloud, StoredResource vault, VaultKind kind, string? value)
    {
        var parts = Open(cloud, JsonWebKeys.Bytes(value, "value"));
        var root = parts.Select(part => part.Text("at")!).FirstOrDefault() is { } at && at.StartsWith($"/{kind.Plural}/",
            StringComparison.Ordinal) ? at[(kind.Plural.Length + 2)..] : throw Invalid();
        VaultContent.RequireFree(cloud, vault.Key, kind, root);
        if (parts.Exists(part => cloud.Store.Find(vault.Key + part.Text("at")) is not null)) throw VaultErrors.Exists(kind, root);
        cloud.Store.Commit([.. parts.Select(part => Change(vault, part))]);
        return VaultItem.Of(kind, cloud.Store.Find($"{vault.Key}/{kind.Plural}/{root}")!);
    }

    private static StoreChange Change(StoredResource vault, JsonObject part)
    {
        var key = vault.Key + part.Text("at");
        var (id, computed) = (ResourceId.Parse(key), part["computed"]!.DeepClone().AsObject());
        (computed["id"], computed["type"]) = (key, id.Type.ToString());
        // Addresses name the vault.
        foreach (var kind in (VaultKind[])[VaultKind.Secrets, VaultKind.Keys, VaultKind.Certificates])
        {
            foreach (var property in (string[])[kind.UriProperty, $"{kind.UriProperty}WithVersion"])
            {
                if (computed.Text($"properties.{property}") is { } uri)
                    computed.Set($"properties.{property}",
                        $"https://{vault.Name.ToLowerInvariant()}.vault.azure.net{new Uri(uri).AbsolutePath}");
            }
        }

        ImmutableArray<string> secrets = [.. part.Texts("secrets[]").Select(found => found.Value)];
        return new StoreChange(key, new StoredResource(key, id.Type, part["body"]!.DeepClone().AsObject(), computed,
            Time(part, "created"), Time(part, "changed"), secrets));
    }

    private static List<JsonObject> Open(CloudContext cloud, byte[] box)
    {
        if (box.Length < NonceSize + TagSize) throw Invalid();
        var plain = new byte[box.Length - NonceSize - TagSize];
        try
        {
            using var aes = new AesGcm(Key(cloud), TagSize);
            aes.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize), plain);
        }
        catch (CryptographicException)
        {
            throw Invalid();
        }

        return [.. StrictJson.Parse(plain)!.AsArray().OfType<JsonObject>()];
    }

    private static byte[] Key(CloudContext cloud)
    {
        lock (cloud.Store.Gate)
        {
            if (cloud.Store.Find(KeyOfBoxes)?.Body.Text("key") is { } found) return Convert.FromBase64String(found);
            var key = RandomNumberGenerator.GetBytes(32);
            cloud.Store.Commit([new StoreChange(KeyOfBoxes, new StoredResource(KeyOfBoxes, KeyOfBoxes,
                new JsonObject { ["key"] = Convert.ToBase64String(key) }, [], cloud.Now, cloud.Now, ["b/key"]))]);
            return key;
        }
    }

    private static IEnumerable<StoredResource> Tree(CloudContext cloud, StoredResource root) =>
        cloud.Store.Children(root.Key).SelectMany(child => Tree(cloud, child)).Prepend(root);

    private static DateTimeOffset Time(JsonObject part, string name) =>
        DateTimeOffset.Parse(part.Text(name)!, CultureInfo.InvariantCulture);

    private static ArmException Invalid() => VaultErrors.Bad("The backup is none of this cloud, or of another kind.");
}
