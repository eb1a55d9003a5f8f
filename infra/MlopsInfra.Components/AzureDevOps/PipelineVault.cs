using Pulumi;

namespace MlopsInfra.Components;

/// <summary>The vault that keeps the secrets of pipelines.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ResourceGroupName">Its resource group.</param>
/// <param name="ExpiresAt">When the secrets expire, in seconds since 1970 (UTC); null: never.</param>
public sealed record PipelineVault(Input<string> Name, Input<string> ResourceGroupName, int? ExpiresAt = null)
{
    /// <summary>
    /// The vault, where the same program declares it: its secrets then go with it. Only the vault itself can delete a secret, and
    /// the deployer may have no right in it (Key Vault Secrets Officer). Null: each secret is deleted by itself.
    /// </summary>
    public Resource? Resource { get; init; }
}
