using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>Keys of vaults, made through ARM.</summary>
internal sealed class KeyResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.KeyVault/vaults/keys";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = VaultDataPlane.Naming("key");

    public override void CheckDataPlaneDelete(CloudContext cloud, ResourceId id) =>
        VaultDataPlane.CheckDelete(cloud, id, "keys", "Key Vault Crypto Officer");
}
