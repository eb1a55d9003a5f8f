using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>Secrets of vaults, written through ARM. The value never comes back.</summary>
internal sealed class SecretResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.KeyVault/vaults/secrets";

    /// <summary>How long a value may be.</summary>
    public const int MostBytes = 25 * 1024;

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = VaultDataPlane.Naming("secret");

    /// <inheritdoc/>
    public override LocationRule Location => LocationRule.Optional;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecretPointers { get; init; } = ["/properties/value"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ComputedAddresses { get; init; } =
        ["properties.secretUri", "properties.secretUriWithVersion"];

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(2);

    // "About Azure Key Vault secrets": 25 KB for a value, 255 characters for a content type, 15 tags. The sentences are not
    // Azure's.
    public override void CheckPut(PutContext put)
    {
        if (put.Body.Text("properties.value") is { } value && Encoding.UTF8.GetByteCount(value) > MostBytes)
            throw VaultDataPlane.Bad($"The value of a secret has {MostBytes} bytes at most.", "properties.value");
        if (put.Body.Text("properties.contentType")?.Length > 255)
            throw VaultDataPlane.Bad("The content type of a secret has 255 characters at most.", "properties.contentType");
        VaultDataPlane.CheckTags(put.Body);
        if (put.IsNew) VaultContent.RequireFree(put.Cloud, put.Id.Parent!.Value, VaultKind.Secrets, put.Id.Name);
    }

    public override void CheckDataPlaneDelete(CloudContext cloud, ResourceId id) =>
        VaultDataPlane.CheckDelete(cloud, id, VaultKind.Secrets, "Key Vault Secrets Officer");

    public override void Complete(PutContext put, JsonObject computed)
    {
        var vault = put.Id.Parent!.Name;
        List<string> words = [VaultItem.Uri(VaultKind.Secrets, vault, put.Id.Name), CanonicalJson.Text(put.Body)];
        // A value that comes back is a version of its own, too.
        if (put.Existing is not null) words.Add(VaultItem.Of(VaultKind.Secrets, put.Existing).Version);
        var version = MadeUpIds.Hex(32, [.. words]);
        var now = put.Cloud.Now.ToUnixTimeSeconds();
        computed["properties"] = VaultItem.Outputs(VaultKind.Secrets, vault, put.Id.Name, version, now, now);
    }

    public override IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written) =>
        VaultContent.Earlier(VaultKind.Secrets, put.Existing, VaultItem.Of(VaultKind.Secrets, written).Version);

    public override IEnumerable<StoreChange> Leaves(DeleteContext delete) =>
        VaultDataPlane.Leaves(delete, VaultKind.Secrets);
}
