using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>
/// The private keys, which never leave a vault: below their key, encrypted as all secrets are. Keys that came through Resource
/// Manager get theirs when it is first needed, so that no deployment waits for prime numbers.
/// </summary>
internal sealed class KeyMaterial(CloudContext cloud)
{
    private const string Folder = "material";

    /// <summary>The key of a version.</summary>
    public AsymmetricAlgorithm Open(VaultItem item)
    {
        var shape = KeyShape.Of(item.Body);
        if (Find(item) is { } found) return shape.Read(found);
        using var made = shape.Make();
        lock (cloud.Store.Gate)
        {
            if (Find(item) is null) Save(item, made);
        }

        return shape.Read(Find(item)!);
    }

    /// <summary>Keeps the key of a version.</summary>
    public void Save(VaultItem item, AsymmetricAlgorithm key)
    {
        var at = KeyOf(item);
        var body = new JsonObject { ["pkcs8"] = Convert.ToBase64String(key.ExportPkcs8PrivateKey()) };
        var now = cloud.Now;
        cloud.Store.Commit([new StoreChange(at, new StoredResource(at, ResourceId.Parse(at).Type, body,
            new JsonObject { ["id"] = at, ["name"] = item.Version }, now, now, ["b/pkcs8"]))]);
    }

    private byte[]? Find(VaultItem item) =>
        cloud.Store.Find(KeyOf(item))?.Body.Text("pkcs8") is { } text ? Convert.FromBase64String(text) : null;

    // A version that is not the current one stands below its key.
    private static string KeyOf(VaultItem item)
    {
        var key = item.Stored.Key;
        var end = key.IndexOf("/versions/", StringComparison.Ordinal);
        return $"{(end < 0 ? key : key[..end])}/{Folder}/{item.Version}";
    }
}
