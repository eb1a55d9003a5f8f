using Pulumi;
using Pulumi.AzureNative.MachineLearningServices;
using Pulumi.AzureNative.MachineLearningServices.Inputs;

namespace MlopsInfra.Components;

/// <summary>
/// Scoring on AKS: the cluster, the Azure Machine Learning extension on it, its attach to the workspace, and an online endpoint.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var scoring = new ProductionScoring("pumps-scoring", new ProductionScoringArgs
/// {
///     Placement = placement,
///     ClusterName = names.For(NamingRules.AksCluster),
///     ClusterIdentityName = names.For(NamingRules.UserAssignedIdentity, "cluster"),
///     KubeletIdentityName = names.For(NamingRules.UserAssignedIdentity, "kubelet"),
///     ScoringIdentityName = names.For(NamingRules.UserAssignedIdentity, "scoring"),
///     EndpointName = names.For(NamingRules.OnlineEndpoint),
///     DataCollectionRuleName = names.For(NamingRules.DataCollectionRule),
///     TenantId = tenantId,
///     RegistryId = registry.RegistryId,
///     StorageAccountId = storage.AccountId,
///     WorkspaceId = workspace.WorkspaceId,
///     WorkspaceName = workspace.WorkspaceName,
///     WorkspacePrincipalId = workspace.Identity.PrincipalId,
///     SubnetId = network.NodesSubnetId,
///     Options = new ProductionScoringOptions
///     {
///         Tls = new ScoringTlsOptions { Name = "scoring.contoso.com", KubernetesSecret = "scoring-certificate" },
///     },
/// });
/// ]]></code>
/// </example>
public sealed class ProductionScoring : MlopsComponent
{
    private readonly ProductionScoringArgs _args;
    private readonly WorkloadIdentity _kubelet;

    /// <summary>Declares the cluster, what attaches it to the workspace, and the endpoint on it.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public ProductionScoring(string name, ProductionScoringArgs args, ComponentResourceOptions? options = null)
        : base(nameof(ProductionScoring), name, args, options)
    {
        _args = args;
        _kubelet = this.WithIdentity($"{name}-kubelet", args.KubeletIdentityName, args.ExistingKubeletIdentity, KubeletGrants());
        var control =
            this.WithIdentity($"{name}-control", args.ClusterIdentityName, args.ExistingClusterIdentity, ControlPlaneGrants());
        ScoringIdentity =
            this.WithIdentity($"{name}-scoring", args.ScoringIdentityName, args.ExistingScoringIdentity,
                ScoringGrants.Of(args));
        var cluster = new ScoringCluster(this, name, args, control, _kubelet);
        var attached = Attach(name, cluster);
        var endpoint = CreateEndpoint(name, attached);
        ScoringAddress.Declare(this, name, args);

        ClusterId = cluster.Cluster.Id;
        ClusterName = cluster.Cluster.Name;
        ComputeName = attached.Name;
        EndpointName = endpoint.Name;
        RegisterOutputs();
    }

    /// <summary>ARM id of the cluster.</summary>
    [Output("clusterId")]
    public Output<string> ClusterId { get; private set; }

    /// <summary>Name of the cluster.</summary>
    [Output("clusterName")]
    public Output<string> ClusterName { get; private set; }

    /// <summary>Name under which the workspace knows the cluster.</summary>
    [Output("computeName")]
    public Output<string> ComputeName { get; private set; }

    /// <summary>Name of the online endpoint.</summary>
    [Output("endpointName")]
    public Output<string> EndpointName { get; private set; }

    /// <summary>The identity that scoring runs with.</summary>
    public WorkloadIdentity ScoringIdentity { get; }

    private RoleGrant[] KubeletGrants() => [new("images", BuiltInRoles.AcrPull, _args.RegistryId, "Nodes pull scoring images.")];

    private RoleGrant[] ControlPlaneGrants()
    {
        var grants = new List<RoleGrant>
        {
            new("kubelet", BuiltInRoles.ManagedIdentityOperator, _kubelet.IdentityId,
                "The control plane gives nodes the identity that they pull images with."),
        };
        if (_args.SubnetId is { } subnet)
        {
            grants.Add(new("subnet", BuiltInRoles.NetworkContributor, subnet,
                "The control plane puts nodes and load balancers into the subnet."));
        }

        if (_args.Options.RouteTableId is { } routes)
        {
            grants.Add(new("routes", BuiltInRoles.NetworkContributor, routes,
                "The control plane reads the routes that nodes leave by."));
        }

        return [.. grants];
    }

    private Compute Attach(string name, ScoringCluster cluster)
    {
        var options = ScoringIdentity.AfterGrants();
        options.DependsOn.Add(cluster.Extension);
        foreach (var right in cluster.WorkspaceRights) options.DependsOn.Add(right);
        // Azure takes a change of these and ignores it: only a new attach has it.
        options.ReplaceOnChanges.AddRange(["location", "properties.disableLocalAuth", "properties.properties",
            "properties.resourceId"]);
        options.DeleteBeforeReplace = true;
        return Declare(
            $"{name}-attach",
            new Pulumi.AzureNative.MachineLearningServices.ComputeArgs
            {
                ComputeName = _args.Options.ComputeName,
                ResourceGroupName = _args.WorkspaceResourceGroupName ?? EffectivePlacement.ResourceGroupName,
                WorkspaceName = _args.WorkspaceName,
                Location = EffectivePlacement.Location,
                Tags = EffectivePlacement.TagMap(),
                Identity = CreateScoringIdentity(),
                Properties = new KubernetesArgs
                {
                    ComputeType = "Kubernetes",
                    ResourceId = cluster.Cluster.Id,
                    Description = "Production scoring",
                    DisableLocalAuth = true,
                    Properties = new KubernetesPropertiesArgs { Namespace = _args.Options.ComputeNamespace,
                        DefaultInstanceType = "defaultinstancetype" },
                },
            },
            (n, a, o) => new Compute(n, a, o),
            options);
    }

    private OnlineEndpoint CreateEndpoint(string name, Compute attached)
    {
        var options = ScoringIdentity.AfterGrants();
        foreach (var right in _kubelet.Assignments) options.DependsOn.Add(right);
        // Traffic is moved by releases, which describe and tag the endpoint, too; Azure adds to the properties. An update writes
        // the whole endpoint as it was declared, without the traffic: so nothing may change that does not have to
        // (docs/previews.md).
        options.IgnoreChanges.AddRange(["tags", "properties.description", "properties.traffic", "properties.mirrorTraffic",
            "properties.properties"]);
        // Azure refuses a change of these on an endpoint that is there.
        options.ReplaceOnChanges.AddRange(["properties.authMode", "properties.compute"]);
        return Declare(
            $"{name}-endpoint",
            new OnlineEndpointArgs
            {
                EndpointName = _args.EndpointName,
                ResourceGroupName = _args.WorkspaceResourceGroupName ?? EffectivePlacement.ResourceGroupName,
                WorkspaceName = _args.WorkspaceName,
                Location = EffectivePlacement.Location,
                Tags = EffectivePlacement.TagMap(),
                Identity = CreateScoringIdentity(),
                Properties = new OnlineEndpointPropertiesArgs
                {
                    // Short-lived tokens instead of keys.
                    AuthMode = EndpointAuthMode.AMLToken,
                    Compute = attached.Id,
                    Description = "Production scoring",
                    PublicNetworkAccess = _args.Private ? PublicNetworkAccessType.Disabled : PublicNetworkAccessType.Enabled,
                },
            },
            (n, a, o) => new OnlineEndpoint(n, a, o),
            options);
    }

    private ManagedServiceIdentityArgs CreateScoringIdentity() => new()
    {
        Type = ManagedServiceIdentityType.UserAssigned,
        UserAssignedIdentities = { ScoringIdentity.IdentityId },
    };
}
