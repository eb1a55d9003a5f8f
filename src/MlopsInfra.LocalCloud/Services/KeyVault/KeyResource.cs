using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>Keys of vaults, made through ARM.</summary>
internal sealed class KeyResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.KeyVault/vaults/keys";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = VaultDataPlane.Naming("key");

    /// <inheritdoc/>
    public override IReadOnlyList<string> ComputedAddresses { get; init; } =
        ["properties.keyUri", "properties.keyUriWithVersion"];

    // "About keys": sizes of RSA keys, what only vaults of the premium tier have. The sentences are not Azure's.
    public override void CheckPut(PutContext put)
    {
        var type = put.Body.Text("properties.kty") ?? "RSA";
        if (type.StartsWith("RSA", StringComparison.OrdinalIgnoreCase)
            && put.Body.Number("properties.keySize") is not (null or 2048 or 3072 or 4096))
            throw VaultDataPlane.Bad("An RSA key has 2048, 3072 or 4096 bits.", "properties.keySize");
        var isPremium = put.Cloud.Find(put.Id.Parent?.Value)?.Body.Text("properties.sku.name")?
            .Equals("premium", StringComparison.OrdinalIgnoreCase) == true;
        if (type.EndsWith("-HSM", StringComparison.OrdinalIgnoreCase) && !isPremium)
            throw VaultDataPlane.Bad($"A key of the type '{type}' needs a vault of the SKU 'premium'.", "properties.kty");
        VaultDataPlane.CheckTags(put.Body);
    }

    public override void CheckDataPlaneDelete(CloudContext cloud, ResourceId id) =>
        VaultDataPlane.CheckDelete(cloud, id, "keys", "Key Vault Crypto Officer");
}
