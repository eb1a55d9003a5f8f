using Pulumi;
using Pulumi.AzureNative.Storage;
using Pulumi.AzureNative.Storage.Inputs;

namespace MlopsInfra.Components;

/// <summary>
/// The storage account of an environment: no shared keys, TLS 1.2, no anonymous access; versions, soft delete and the change feed
/// keep what was overwritten or deleted; containers for training data, what was scored, how it turned out, what comes of it.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var storage = new MlStorage("pumps", new MlStorageArgs
/// {
///     Placement = placement,
///     AccountName = names.For(NamingRules.StorageAccount),
///     Options = new StorageOptions { Redundancy = StorageRedundancy.Zrs, SoftDeleteDays = 30 },
/// });
/// ]]></code>
/// </example>
public sealed class MlStorage : MlopsComponent
{
    // The services of an account have logs of their own; the account itself has metrics only.
    private static readonly string[] Services = ["blob", "file", "queue", "table"];

    /// <summary>Declares the account and what is in it.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public MlStorage(string name, MlStorageArgs args, ComponentResourceOptions? options = null)
        : base(nameof(MlStorage), name, args, options)
    {
        var account = Declare($"{name}-account", CreateAccountArgs(args), (n, a, o) => new StorageAccount(n, a, o));
        Declare($"{name}-blobs", CreateBlobServiceArgs(args, account), (n, a, o) => new BlobServiceProperties(n, a, o));
        Declare(
            $"{name}-lifecycle",
            new ManagementPolicyArgs
            {
                AccountName = account.Name,
                ManagementPolicyName = "default",
                Policy = LifecycleRules.Create(args.Options),
                ResourceGroupName = EffectivePlacement.ResourceGroupName,
            },
            (n, a, o) => new ManagementPolicy(n, a, o));
        Containers =
            StorageContainers.All.ToDictionary(container => container,
                container => CreateContainer(name, container, args, account));
        SendDiagnostics(name, args, account);

        AccountId = account.Id;
        AccountName = account.Name;
        BlobEndpoint = account.PrimaryEndpoints.Apply(endpoints => endpoints.Blob);
        RegisterOutputs();
    }

    /// <summary>ARM id of the account.</summary>
    [Output("accountId")]
    public Output<string> AccountId { get; private set; }

    /// <summary>Name of the account.</summary>
    [Output("accountName")]
    public Output<string> AccountName { get; private set; }

    /// <summary>Blob endpoint, with a slash at its end.</summary>
    [Output("blobEndpoint")]
    public Output<string> BlobEndpoint { get; private set; }

    /// <summary>The containers by name; names are in <see cref="StorageContainers"/>.</summary>
    public IReadOnlyDictionary<string, BlobContainer> Containers { get; }

    private StorageAccountArgs CreateAccountArgs(MlStorageArgs args)
    {
        var account = CreateBasicAccountArgs(args);
        if (args.Options.InfrastructureEncryption)
        {
            account.Encryption =
                new EncryptionArgs { KeySource = KeySource.Microsoft_Storage, RequireInfrastructureEncryption = true };
        }

        return account;
    }

    private StorageAccountArgs CreateBasicAccountArgs(MlStorageArgs args) => new()
    {
        AccountName = args.AccountName,
        ResourceGroupName = EffectivePlacement.ResourceGroupName,
        Location = EffectivePlacement.Location,
        Tags = EffectivePlacement.TagMap(),
        Kind = Kind.StorageV2,
        Sku = new SkuArgs { Name = $"Standard_{args.Options.Redundancy.ToString().ToUpperInvariant()}" },
        AccessTier = AccessTier.Hot,
        AllowBlobPublicAccess = false,
        AllowCrossTenantReplication = false,
        AllowSharedKeyAccess = false,
        DefaultToOAuthAuthentication = true,
        EnableHttpsTrafficOnly = true,
        IsLocalUserEnabled = false,
        MinimumTlsVersion = MinimumTlsVersion.TLS1_2,
        PublicNetworkAccess = args.PublicNetworkAccess ? PublicNetworkAccess.Enabled : PublicNetworkAccess.Disabled,
        NetworkRuleSet = new NetworkRuleSetArgs
        {
            Bypass = Bypass.AzureServices,
            DefaultAction = args.PublicNetworkAccess ? DefaultAction.Allow : DefaultAction.Deny,
        },
        // What is signed for longer is refused, not only written down.
        SasPolicy = new SasPolicyArgs { ExpirationAction = ExpirationAction.Block, SasExpirationPeriod = "1.00:00:00" },
    };

    private BlobServicePropertiesArgs CreateBlobServiceArgs(MlStorageArgs args, StorageAccount account) => new()
    {
        AccountName = account.Name,
        BlobServicesName = "default",
        ResourceGroupName = EffectivePlacement.ResourceGroupName,
        IsVersioningEnabled = true,
        ChangeFeed = new ChangeFeedArgs { Enabled = true, RetentionInDays = args.Options.ChangeFeedDays },
        DeleteRetentionPolicy = new DeleteRetentionPolicyArgs { Enabled = true, Days = args.Options.SoftDeleteDays },
        ContainerDeleteRetentionPolicy = new DeleteRetentionPolicyArgs { Enabled = true, Days = args.Options.SoftDeleteDays },
    };

    private BlobContainer CreateContainer(string name, string container, MlStorageArgs args, StorageAccount account) => Declare(
        $"{name}-{container}",
        new BlobContainerArgs
        {
            AccountName = account.Name,
            ContainerName = container,
            PublicAccess = PublicAccess.None,
            ResourceGroupName = EffectivePlacement.ResourceGroupName,
        },
        (n, a, o) => new BlobContainer(n, a, o));

    private void SendDiagnostics(string name, MlStorageArgs args, StorageAccount account)
    {
        var target = EffectivePlacement.LogAnalyticsId;
        Diagnostics.Send(this, name, account.Id, target, logGroup: null, metrics: Diagnostics.Transaction);
        foreach (var service in Services)
        {
            Diagnostics.Send(
                this, $"{name}-{service}", Output.Format($"{account.Id}/{service}Services/default"), target,
                metrics: Diagnostics.Transaction);
        }
    }
}
