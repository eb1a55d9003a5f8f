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

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = VaultDataPlane.Naming("secret");

    /// <inheritdoc/>
    public override LocationRule Location => LocationRule.Optional;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecretPointers { get; init; } = ["/properties/value"];

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(2);

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
