using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>Secrets of vaults, written through ARM. The value never comes back.</summary>
internal sealed class SecretResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.KeyVault/vaults/secrets";

    private const int MostBytes = 25 * 1024;

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
    }

    public override void CheckDataPlaneDelete(CloudContext cloud, ResourceId id) =>
        VaultDataPlane.CheckDelete(cloud, id, "secrets", "Key Vault Secrets Officer");

    public override void Complete(PutContext put, JsonObject computed)
    {
        var uri = $"https://{put.Id.Parent!.Name.ToLowerInvariant()}.vault.azure.net/secrets/{put.Id.Name}";
        computed["properties"] = new JsonObject
        {
            ["secretUri"] = uri,
            ["secretUriWithVersion"] = $"{uri}/{MadeUpIds.Hex(32, uri, CanonicalJson.Text(put.Body))}",
        };
    }
}
