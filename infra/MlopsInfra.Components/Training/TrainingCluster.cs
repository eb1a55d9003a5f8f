using Pulumi;
using Pulumi.AzureNative.MachineLearningServices;
using Pulumi.AzureNative.MachineLearningServices.Inputs;

namespace MlopsInfra.Components;

/// <summary>
/// The cluster that training runs on: no nodes while nothing runs, no SSH, no local sign-in, and an identity of its own with the
/// rights that jobs need.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var cluster = new TrainingCluster("pumps-training", new TrainingClusterArgs
/// {
///     Placement = placement,
///     IdentityName = names.For(NamingRules.UserAssignedIdentity, "training"),
///     WorkspaceId = workspace.WorkspaceId,
///     WorkspaceName = workspace.WorkspaceName,
///     StorageAccountId = storage.AccountId,
///     RegistryId = registry.RegistryId,
///     Options = new TrainingOptions { Priority = TrainingPriority.LowPriority },
/// });
/// ]]></code>
/// </example>
public sealed class TrainingCluster : MlopsComponent
{
    // Azure takes a changed value of these in a PUT and ignores it: only a new cluster has it.
    private static readonly string[] IgnoredOnUpdate =
    [
        "location", "properties.disableLocalAuth", "properties.properties.enableNodePublicIp", "properties.properties.osType",
        "properties.properties.remoteLoginPortPublicAccess", "properties.properties.subnet", "properties.properties.vmPriority",
        "properties.properties.vmSize",
    ];

    /// <summary>Declares the identity, its rights and the cluster.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public TrainingCluster(string name, TrainingClusterArgs args, ComponentResourceOptions? options = null)
        : base(nameof(TrainingCluster), name, args, options)
    {
        Identity = this.WithIdentity($"{name}-identity", args.IdentityName, args.ExistingIdentity, Grants(args));
        var compute = Declare(
            $"{name}-cluster",
            new Pulumi.AzureNative.MachineLearningServices.ComputeArgs
            {
                ComputeName = args.Options.ComputeName,
                ResourceGroupName = args.WorkspaceResourceGroupName ?? EffectivePlacement.ResourceGroupName,
                WorkspaceName = args.WorkspaceName,
                Location = EffectivePlacement.Location,
                Tags = EffectivePlacement.TagMap(),
                Identity = new ManagedServiceIdentityArgs
                {
                    Type = ManagedServiceIdentityType.UserAssigned,
                    UserAssignedIdentities = { Identity.IdentityId },
                },
                Properties = CreateClusterArgs(args),
            },
            (n, a, o) => new Compute(n, a, o),
            ReplaceWhatIsIgnored());
        ComputeId = compute.Id;
        ComputeName = compute.Name;
        RegisterOutputs();
    }

    /// <summary>ARM id of the cluster.</summary>
    [Output("computeId")]
    public Output<string> ComputeId { get; private set; }

    /// <summary>Name under which jobs refer to the cluster.</summary>
    [Output("computeName")]
    public Output<string> ComputeName { get; private set; }

    /// <summary>The identity that jobs run with.</summary>
    public WorkloadIdentity Identity { get; }

    private static RoleGrant[] Grants(TrainingClusterArgs args) =>
    [
        new("blobs", BuiltInRoles.StorageBlobDataContributor, args.StorageAccountId,
            "Jobs read data and what was scored, and write models, training sets, predictions and reports."),
        new("images", BuiltInRoles.AcrPull, args.RegistryId, "Nodes pull the images of jobs' environments."),
        new("workspace", BuiltInRoles.AzureMLDataScientist, args.WorkspaceId,
            "Jobs register models and log metrics in the workspace."),
        // All in the workspace is the data scientist's, and not the workspace itself, which names its registry.
        new("workspace-itself", BuiltInRoles.Reader, args.WorkspaceId, "Jobs read which registry the workspace has."),
        .. Builds(args),
        .. Telemetry(args.ApplicationInsightsId),
    ];

    private static RoleGrant[] Builds(TrainingClusterArgs args) => !args.BuildsImages ? [] :
    [
        new("builds", BuiltInRoles.ContainerRegistryTasksContributor, args.RegistryId, "Jobs build the image of a model."),
    ];

    private static RoleGrant[] Telemetry(Input<string>? component) => component is null ? [] :
    [
        new("telemetry", BuiltInRoles.MonitoringMetricsPublisher, component, "Jobs that watch models send what they find."),
        new("telemetry-target", BuiltInRoles.Reader, component, "Jobs read the connection string that telemetry is sent with."),
    ];

    private static AmlComputeArgs CreateClusterArgs(TrainingClusterArgs args) => new()
    {
        ComputeType = "AmlCompute",
        DisableLocalAuth = true,
        Properties = new AmlComputePropertiesArgs
        {
            EnableNodePublicIp = args.NodePublicIp,
            OsType = OsType.Linux,
            RemoteLoginPortPublicAccess = RemoteLoginPortPublicAccess.Disabled,
            ScaleSettings = new ScaleSettingsArgs
            {
                MinNodeCount = args.Options.MinNodes,
                MaxNodeCount = args.Options.MaxNodes,
                NodeIdleTimeBeforeScaleDown = $"PT{args.Options.IdleMinutes}M",
            },
            VmPriority = args.Options.Priority is TrainingPriority.LowPriority ? VmPriority.LowPriority : VmPriority.Dedicated,
            VmSize = args.Options.VmSize,
        },
    };

    private CustomResourceOptions ReplaceWhatIsIgnored()
    {
        var options = Identity.AfterGrants();
        options.ReplaceOnChanges.AddRange(IgnoredOnUpdate);
        // Jobs refer to the cluster by its name, so the new one takes the old one's and can't stand beside it.
        options.DeleteBeforeReplace = true;
        return options;
    }
}
