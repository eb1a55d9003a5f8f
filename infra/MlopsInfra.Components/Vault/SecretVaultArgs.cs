using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="SecretVault"/>.</summary>
public sealed class SecretVaultArgs : PlacedComponentArgs
{
    /// <summary>Name of the vault: 3 to 24 letters, digits and hyphens, unique world-wide.</summary>
    public required string VaultName { get; init; }

    /// <summary>Entra tenant whose identities may be given rights on the vault.</summary>
    public required Input<string> TenantId { get; init; }

    /// <summary>What can be chosen.</summary>
    public VaultOptions Options { get; init; } = new();

    /// <summary>Whether the vault can be reached from the internet (by identities with a role on it). Default: true.</summary>
    public bool PublicNetworkAccess { get; init; } = true;

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(VaultName), VaultName, NamingRules.KeyVault);
        Options.Check(problems, nameof(Options));
    }
}
