using Pulumi;
using Pulumi.AzureNative.ContainerRegistry;
using Pulumi.AzureNative.ContainerRegistry.Inputs;

namespace MlopsInfra.Components;

/// <summary>
/// The container registry of an environment: no admin user, no anonymous pull; images are pulled and pushed by identities.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var registry = new ImageRegistry("pumps", new ImageRegistryArgs
/// {
///     Placement = placement,
///     RegistryName = names.For(NamingRules.ContainerRegistry),
///     Options = new RegistryOptions { Sku = RegistrySku.Premium, UntaggedRetentionDays = 30 },
/// });
/// ]]></code>
/// </example>
public sealed class ImageRegistry : MlopsComponent
{
    /// <summary>Declares the registry.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public ImageRegistry(string name, ImageRegistryArgs args, ComponentResourceOptions? options = null)
        : base(nameof(ImageRegistry), name, args, options)
    {
        var registry = Declare($"{name}-registry", CreateRegistryArgs(args), (n, a, o) => new Registry(n, a, o));
        Diagnostics.Send(this, name, registry.Id, EffectivePlacement.LogAnalyticsId);

        RegistryId = registry.Id;
        RegistryName = registry.Name;
        LoginServer = registry.LoginServer;
        RegisterOutputs();
    }

    /// <summary>ARM id of the registry.</summary>
    [Output("registryId")]
    public Output<string> RegistryId { get; private set; }

    /// <summary>Name of the registry.</summary>
    [Output("registryName")]
    public Output<string> RegistryName { get; private set; }

    /// <summary>Host name of the registry, as in <c>crmlops.azurecr.io</c>.</summary>
    [Output("loginServer")]
    public Output<string> LoginServer { get; private set; }

    private RegistryArgs CreateRegistryArgs(ImageRegistryArgs args)
    {
        var registry = new RegistryArgs
        {
            RegistryName = args.RegistryName,
            ResourceGroupName = EffectivePlacement.ResourceGroupName,
            Location = EffectivePlacement.Location,
            Tags = EffectivePlacement.TagMap(),
            Sku = new SkuArgs { Name = args.Options.Sku is RegistrySku.Premium ? SkuName.Premium : SkuName.Standard },
            AdminUserEnabled = false,
            AnonymousPullEnabled = false,
            NetworkRuleBypassOptions = NetworkRuleBypassOptions.AzureServices,
            PublicNetworkAccess = args.PublicNetworkAccess ? PublicNetworkAccess.Enabled : PublicNetworkAccess.Disabled,
            ZoneRedundancy = args.Options.ZoneRedundant ? ZoneRedundancy.Enabled : ZoneRedundancy.Disabled,
        };
        // What follows exists in the tier Premium only.
        if (!args.PublicNetworkAccess) registry.DataEndpointEnabled = true;
        if (CreatePolicies(args) is { } policies) registry.Policies = policies;
        return registry;
    }

    private static PoliciesArgs? CreatePolicies(ImageRegistryArgs args)
    {
        if (args is { PublicNetworkAccess: true, Options.UntaggedRetentionDays: null }) return null;
        var policies = new PoliciesArgs();
        if (args.Options.UntaggedRetentionDays is { } days)
            policies.RetentionPolicy = new RetentionPolicyArgs { Days = days, Status = PolicyStatus.Enabled };
        // Nothing leaves a private registry for another one (imports, transfers); Azure takes this only where the registry has no
        // public address.
        if (!args.PublicNetworkAccess) policies.ExportPolicy = new ExportPolicyArgs { Status = ExportPolicyStatus.Disabled };
        return policies;
    }
}
