using Pulumi;
using Pulumi.AzureNative.KeyVault;
using Pulumi.AzureNative.KeyVault.Inputs;

namespace MlopsInfra.Components;

/// <summary>A key vault whose rights are role assignments only (no access policies), with soft delete.</summary>
/// <example>
/// <code><![CDATA[
/// var vault = new SecretVault("pumps", new SecretVaultArgs
/// {
///     Placement = placement,
///     VaultName = names.For(NamingRules.KeyVault),
///     TenantId = tenantId,
/// });
/// ]]></code>
/// </example>
public sealed class SecretVault : MlopsComponent
{
    /// <summary>Declares the vault.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public SecretVault(string name, SecretVaultArgs args, ComponentResourceOptions? options = null)
        : base(nameof(SecretVault), name, args, options)
    {
        var vault = Declare(
            $"{name}-vault",
            new VaultArgs
            {
                VaultName = args.VaultName,
                ResourceGroupName = EffectivePlacement.ResourceGroupName,
                Location = EffectivePlacement.Location,
                Tags = EffectivePlacement.TagMap(),
                Properties = CreateProperties(args),
            },
            (n, a, o) => new Vault(n, a, o));
        Diagnostics.Send(this, name, vault.Id, EffectivePlacement.LogAnalyticsId);

        Vault = vault;
        VaultId = vault.Id;
        VaultName = vault.Name;
        VaultUri = vault.Properties.Apply(properties => properties.VaultUri ?? "");
        RegisterOutputs();
    }

    /// <summary>ARM id of the vault.</summary>
    [Output("vaultId")]
    public Output<string> VaultId { get; private set; }

    /// <summary>Name of the vault.</summary>
    [Output("vaultName")]
    public Output<string> VaultName { get; private set; }

    /// <summary>Address of the vault's data plane.</summary>
    [Output("vaultUri")]
    public Output<string> VaultUri { get; private set; }

    /// <summary>The vault itself, for what is deleted with it.</summary>
    internal Vault Vault { get; }

    private static VaultPropertiesArgs CreateProperties(SecretVaultArgs args)
    {
        var properties = new VaultPropertiesArgs
        {
            TenantId = args.TenantId,
            Sku = new SkuArgs { Family = SkuFamily.A, Name = SkuName.Standard },
            EnableRbacAuthorization = true,
            EnableSoftDelete = true,
            SoftDeleteRetentionInDays = args.Options.SoftDeleteDays,
            PublicNetworkAccess = args.PublicNetworkAccess ? "enabled" : "disabled",
            NetworkAcls = new NetworkRuleSetArgs
            {
                Bypass = NetworkRuleBypassOptions.AzureServices,
                DefaultAction = args.PublicNetworkAccess ? NetworkRuleAction.Allow : NetworkRuleAction.Deny,
            },
        };
        // Azure takes true or nothing: false is refused, even on a new vault.
        if (args.Options.PurgeProtection) properties.EnablePurgeProtection = true;
        return properties;
    }
}
