using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>Azure Key Vault.</summary>
internal sealed class KeyVaultService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new VaultResource(),
        new SecretResource(),
    ];
}
