using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Rules.Types;

/// <summary>Secrets of vaults, written through ARM. The value never comes back.</summary>
internal sealed class VaultSecretRules : TypeRules
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
