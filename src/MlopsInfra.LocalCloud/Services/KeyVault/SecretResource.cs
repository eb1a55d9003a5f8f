using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>Secrets of vaults, written through ARM. The value never comes back.</summary>
internal sealed class SecretResource : TypeRules
{
    public override IReadOnlyList<string> Types { get; } = ["Microsoft.KeyVault/vaults/secrets"];

    public override void Complete(PutContext put, JsonObject computed)
    {
        var uri = $"https://{put.Id.Parent!.Name.ToLowerInvariant()}.vault.azure.net/secrets/{put.Id.Name}";
        computed["properties"] = new JsonObject
        {
            ["secretUri"] = uri,
            ["secretUriWithVersion"] = $"{uri}/{Guids.Hex(32, uri, CanonicalJson.Text(put.Body))}",
        };
    }
}
