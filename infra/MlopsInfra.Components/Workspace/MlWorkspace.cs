using Pulumi;
using Pulumi.AzureNative.MachineLearningServices;
using Pulumi.AzureNative.MachineLearningServices.Inputs;

namespace MlopsInfra.Components;

/// <summary>
/// An Azure Machine Learning workspace with an identity of its own, which has its rights before the workspace is created, and
/// with datastores that hold no credentials, with data assets on them.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var workspace = new MlWorkspace("pumps", new MlWorkspaceArgs
/// {
///     Placement = placement,
///     WorkspaceName = names.For(NamingRules.MlWorkspace),
///     IdentityName = names.For(NamingRules.UserAssignedIdentity, "workspace"),
///     StorageAccountId = storage.AccountId,
///     StorageAccountName = storage.AccountName,
///     VaultId = vault.VaultId,
///     RegistryId = registry.RegistryId,
///     ApplicationInsightsId = monitoring.ApplicationInsightsId,
///     Datastores =
///     [
///         new DatastoreSpec(
///             DatastoreIds.TrainingData, storage.Containers[StorageContainers.TrainingData].Name,
///             "Data that pipelines train on."),
///     ],
/// });
/// ]]></code>
/// </example>
public sealed class MlWorkspace : MlopsComponent
{
    /// <summary>Declares the identity, its rights, the workspace and its datastores.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public MlWorkspace(string name, MlWorkspaceArgs args, ComponentResourceOptions? options = null)
        : base(nameof(MlWorkspace), name, args, options)
    {
        Identity = this.WithIdentity($"{name}-identity", args.IdentityName, args.ExistingIdentity, WorkspaceGrants.For(args));
        var workspace =
            Declare($"{name}-workspace", CreateWorkspaceArgs(args), (n, a, o) => new Workspace(n, a, o), ReplaceWhatIsFixed());
        Datastores = args.Datastores.ToDictionary(store => store.Name, store => CreateDatastore(name, store, args, workspace));
        foreach (var asset in args.DataAssets)
            DataAssets.Declare(this, name, asset, workspace, Datastores[asset.DatastoreName]);
        Diagnostics.Send(this, name, workspace.Id, EffectivePlacement.LogAnalyticsId);

        WorkspaceId = workspace.Id;
        WorkspaceName = workspace.Name;
        RegisterOutputs();
    }

    /// <summary>ARM id of the workspace.</summary>
    [Output("workspaceId")]
    public Output<string> WorkspaceId { get; private set; }

    /// <summary>Name of the workspace.</summary>
    [Output("workspaceName")]
    public Output<string> WorkspaceName { get; private set; }

    /// <summary>The identity that the workspace runs with.</summary>
    public WorkloadIdentity Identity { get; }

    /// <summary>The datastores by name.</summary>
    public IReadOnlyDictionary<string, Datastore> Datastores { get; }

    // A workspace has its account and its vault for good: Azure refuses others, so that an update would stop there.
    private CustomResourceOptions ReplaceWhatIsFixed()
    {
        var options = Identity.AfterGrants();
        options.ReplaceOnChanges.AddRange(["storageAccount", "keyVault"]);
        return options;
    }

    private WorkspaceArgs CreateWorkspaceArgs(MlWorkspaceArgs args)
    {
        var workspace = CreateBasicWorkspaceArgs(args);
        if (args.ImageBuildCompute is { } builder) workspace.ImageBuildCompute = builder;
        if (args.ApprovedOutboundOnly is { } approvedOnly)
        {
            workspace.ManagedNetwork = new ManagedNetworkSettingsArgs
            {
                IsolationMode = approvedOnly ? IsolationMode.AllowOnlyApprovedOutbound : IsolationMode.AllowInternetOutbound,
            };
        }

        return workspace;
    }

    private WorkspaceArgs CreateBasicWorkspaceArgs(MlWorkspaceArgs args) => new()
    {
        WorkspaceName = args.WorkspaceName,
        FriendlyName = args.WorkspaceName,
        ResourceGroupName = EffectivePlacement.ResourceGroupName,
        Location = EffectivePlacement.Location,
        Tags = EffectivePlacement.TagMap(),
        Kind = "Default",
        Sku = new SkuArgs { Name = "Basic", Tier = SkuTier.Basic },
        Identity = new ManagedServiceIdentityArgs
        {
            Type = ManagedServiceIdentityType.UserAssigned,
            UserAssignedIdentities = { Identity.IdentityId },
        },
        PrimaryUserAssignedIdentity = Identity.IdentityId,
        StorageAccount = args.StorageAccountId,
        KeyVault = args.VaultId,
        ContainerRegistry = args.RegistryId,
        ApplicationInsights = args.ApplicationInsightsId,
        SystemDatastoresAuthMode = SystemDatastoresAuthMode.Identity,
        HbiWorkspace = false,
        V1LegacyMode = false,
        PublicNetworkAccess = args.PublicNetworkAccess ? PublicNetworkAccessType.Enabled : PublicNetworkAccessType.Disabled,
    };

    private Datastore CreateDatastore(string name, DatastoreSpec store, MlWorkspaceArgs args, Workspace workspace) => Declare(
        $"{name}-{store.Name}",
        new DatastoreArgs
        {
            Name = store.Name,
            ResourceGroupName = EffectivePlacement.ResourceGroupName,
            WorkspaceName = workspace.Name,
            // The service would reach for the data with the caller's rights; the identity that reads it later is another one.
            SkipValidation = true,
            Properties = new AzureBlobDatastoreArgs
            {
                DatastoreType = "AzureBlob",
                AccountName = args.StorageAccountName,
                ContainerName = store.ContainerName,
                Credentials = new NoneDatastoreCredentialsArgs { CredentialsType = "None" },
                Description = store.Description,
                Endpoint = "core.windows.net",
                Protocol = "https",
                ServiceDataAccessAuthIdentity = ServiceDataAccessAuthIdentity.WorkspaceUserAssignedIdentity,
                Tags = EffectivePlacement.TagMap(),
            },
        },
        (n, a, o) => new Datastore(n, a, o));
}
