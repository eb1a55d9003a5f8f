using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;
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
        if (put.IsNew) VaultContent.RequireFree(put.Cloud, put.Id.Parent!.Value, VaultKind.Keys, put.Id.Name);
    }

    public override void CheckDataPlaneDelete(CloudContext cloud, ResourceId id) =>
        VaultDataPlane.CheckDelete(cloud, id, VaultKind.Keys, "Key Vault Crypto Officer");

    // Resource Manager makes the first version only; later ones are made in the vault.
    public override void Complete(PutContext put, JsonObject computed)
    {
        var vault = put.Id.Parent!.Name;
        var before = put.Existing is null ? null : VaultItem.Of(VaultKind.Keys, put.Existing);
        var version = before is { Version.Length: > 0 } ? before.Version
            : MadeUpIds.Hex(32, VaultItem.Uri(VaultKind.Keys, vault, put.Id.Name));
        var now = put.Cloud.Now.ToUnixTimeSeconds();
        computed["properties"] =
            VaultItem.Outputs(VaultKind.Keys, vault, put.Id.Name, version, before?.Created ?? now, now);
    }

    public override IEnumerable<StoreChange> Leaves(DeleteContext delete) => VaultDataPlane.Leaves(delete, VaultKind.Keys);
}
