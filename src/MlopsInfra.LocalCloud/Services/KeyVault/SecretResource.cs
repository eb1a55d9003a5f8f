using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>Secrets of vaults, written through ARM. The value never comes back.</summary>
internal sealed class SecretResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.KeyVault/vaults/secrets";

    public override void CheckDataPlaneDelete(CloudContext cloud, Store.ResourceId id) => VaultDataPlane.CheckDelete(cloud, id);

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
