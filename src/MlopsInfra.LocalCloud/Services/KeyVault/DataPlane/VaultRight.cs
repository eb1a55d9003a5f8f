namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>What a caller needs for an operation.</summary>
/// <param name="Kind">The list of an access policy, as in <c>secrets</c>.</param>
/// <param name="Permission">The permission in it, as in <c>get</c>.</param>
/// <param name="Action">The data action of roles below vaults, as in <c>secrets/getSecret/action</c>.</param>
internal sealed record VaultRight(string Kind, string Permission, string Action)
{
    /// <summary>The data action in full.</summary>
    public string DataAction => $"{VaultResource.TypeName}/{Action}";
}
