using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>AKS clusters: one operation at a time, computed addresses, credentials, the pools that belong to them.</summary>
internal sealed class ManagedClusterResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.ContainerService/managedClusters";

    /// <summary>Where it says whether it runs.</summary>
    public const string Power = "properties.powerState.code";

    private const string Pools = "properties.agentPoolProfiles";
    private const string Subnets = "Microsoft.Network/virtualNetworks/subnets";
    private const string LogWorkspaces = "Microsoft.OperationalInsights/workspaces";

    private static readonly string[] Fixed =
    [
        "properties.dnsPrefix", "properties.nodeResourceGroup", "properties.networkProfile.networkPlugin",
        "properties.networkProfile.serviceCidr", "properties.networkProfile.dnsServiceIP",
        "properties.networkProfile.loadBalancerSku", "properties.apiServerAccessProfile.enablePrivateCluster",
        "properties.fqdnSubdomain", "properties.diskEncryptionSetID",
    ];

    public override NamingRule Naming { get; init; } =
        new("[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?", 1, 63, "InvalidParameter",
        "The value of parameter name is invalid. Error details: resource name '{0}' must be 1 to 63 letters, digits, underscores "
            + "and hyphens, and begin and end with a letter or digit.");

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Measured(270);

    public override LongRunningStyle? LongRunning { get; init; } = LongRunningStyle.Common;

    public override IReadOnlyList<string>? LogCategories { get; init; } =
    [
        "kube-apiserver", "kube-audit", "kube-audit-admin", "kube-controller-manager", "kube-scheduler", "cluster-autoscaler",
        "cloud-controller-manager", "guard", "csi-azuredisk-controller", "csi-azurefile-controller", "csi-snapshot-controller",
        "fleet-member-agent", "fleet-member-net-controller-manager", "fleet-mcs-controller-manager",
    ];

    public override IReadOnlyList<string>? PrivateLinkGroups { get; init; } = ["management"];

    public override EventSource? EventSource { get; init; } = new("Microsoft.ContainerService.ManagedClusters",
        "ClusterSupportEnded", "ClusterSupportEnding", "NewKubernetesVersionAvailable", "NodePoolRollingFailed",
        "NodePoolRollingStarted", "NodePoolRollingSucceeded");

    public override IReadOnlyList<FixedProperty> FixedProperties { get; init; } =
    [
        .. Fixed.Select(path => new FixedProperty(path)),
        .. NodePools.FixedProperties.Select(name => new FixedProperty($"properties.agentPoolProfiles[].{name}")),
        new("properties.oidcIssuerProfile.enabled")
        {
            Status = 400,
            Code = "InvalidParameter",
            Message = (_, _) => "The OIDC issuer can't be disabled once it is enabled.",
            IsAllowed = (old, _) => old?.ToString() != "true",
        },
    ];

    public override IReadOnlyList<Reference> References { get; init; } =
    [
        Arm.References.Used("properties.agentPoolProfiles[].vnetSubnetID", Subnets),
        new("properties.addonProfiles.omsagent.config.logAnalyticsWorkspaceResourceID", Arm.References.Missing, LogWorkspaces),
        new("properties.securityProfile.defender.logAnalyticsWorkspaceResourceId", Arm.References.Missing, LogWorkspaces),
        // "API Server VNet Integration": the API server has its address in this subnet.
        Arm.References.Used("properties.apiServerAccessProfile.subnetId", Subnets),
        new("properties.identityProfile.kubeletidentity.resourceId", Arm.References.Identities,
            "Microsoft.ManagedIdentity/userAssignedIdentities"),
    ];

    public override string? SerializedBy(ResourceId id) => ClusterOperations.Of(id);

    public override ArmException Busy(ResourceId id) => ClusterOperations.Busy(id, id);

    public override void CheckPut(PutContext put) => ClusterChecks.Check(put);

    public override void Complete(PutContext put, JsonObject computed)
    {
        var prefix = put.Body.Text("properties.dnsPrefix") ?? put.Id.Name;
        var unique = MadeUpIds.Hex(8, "cluster", put.Id.Value);
        computed.Set("properties.fqdn", $"{prefix}-{unique}.hcp.{put.Location}.azmk8s.io");
        computed.Set("properties.azurePortalFQDN", $"{prefix}-{unique}.portal.hcp.{put.Location}.azmk8s.io");
        computed.Set("properties.currentKubernetesVersion",
            put.Body.Text("properties.kubernetesVersion") ?? KubernetesVersions.Default);
        computed.Set(Power, put.Existing?.Computed.Text(Power) ?? "Running");
        computed.Set("properties.resourceUID", MadeUpIds.Hex(24, "cluster uid", put.Id.Value));
        computed.Set("properties.maxAgentPools", 100);
        computed.Set("properties.nodeResourceGroup", NodeGroupOf(put));
        if (put.Body.Flag("properties.oidcIssuerProfile.enabled") == true)
            computed.Set("properties.oidcIssuerProfile.issuerURL",
                $"https://{put.Location}.oic.prod-aks.azure.com/{put.Cloud.Options.TenantId}"
                    + $"/{MadeUpIds.From("oidc", put.Id.Value)}/");
        if (put.Body.At("properties.identityProfile") is null)
        {
            computed.Set("properties.identityProfile.kubeletidentity", new JsonObject
            {
                ["resourceId"] = $"/subscriptions/{put.Id.SubscriptionId}/resourceGroups"
                    + $"/MC_{put.Id.ResourceGroupName}_{put.Id.Name}_{put.Location}/providers/Microsoft.ManagedIdentity"
                    + $"/userAssignedIdentities/{put.Id.Name}-agentpool",
                ["clientId"] = MadeUpIds.From("kubelet client", put.Id.Value),
                ["objectId"] = MadeUpIds.From("kubelet", put.Id.Value),
            });
        }
    }

    public override bool TryPost(PostContext post, out JsonNode? answer)
    {
        answer = null;
        var isAdmin = post.Is("listClusterAdminCredential");
        if (!isAdmin && !post.Is("listClusterUserCredential")) return false;
        if (isAdmin && post.Existing.Body.Flag("properties.disableLocalAccounts") == true)
            throw new ArmException(400, "BadRequest",
                "Getting static credential is not allowed because this cluster is set to disable local accounts.", post.Id.Value);
        var config = $"apiVersion: v1\nkind: Config\nclusters:\n- name: {post.Id.Name}\n  cluster:\n    server: "
            + $"https://{post.Existing.Computed.Text("properties.fqdn")}:443\n";
        answer = new JsonObject
        {
            ["kubeconfigs"] = new JsonArray(new JsonObject { ["name"] = isAdmin ? "clusterAdmin" : "clusterUser",
                ["value"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(config)) }),
        };
        return true;
    }

    /// <summary>A pool that is declared with the cluster is a resource as any other.</summary>
    public override IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written) =>
        put.Body.Objects(Pools).Select(pool => AgentPoolResource.Declared(put, written, pool));

    /// <summary>Shows the pools of the cluster as they are by now, those that were added to it last.</summary>
    public override void Show(ShowContext show)
    {
        if (show.Shown.At(Pools) is not JsonArray profiles) return;
        var pools = show.Cloud.Store.Children(show.Stored.Key).Where(child => child.Type == AgentPoolResource.TypeName).ToList();
        if (pools.Count == 0) return;
        var order = profiles.OfType<JsonObject>().Select(profile => profile.Text("name")).ToList();
        show.Shown.Set(Pools, new JsonArray([.. pools
            .OrderBy(pool => order.IndexOf(pool.Name) is >= 0 and var at ? at : int.MaxValue)
            .ThenBy(pool => pool.Name, StringComparer.Ordinal)
            .Select(pool => (JsonNode)Profile(Views.Written(show.Cloud, pool), pool.Name))]));
    }

    private static JsonObject Profile(JsonObject pool, string name)
    {
        var profile = (pool["properties"] as JsonObject)?.DeepClone().AsObject() ?? [];
        profile["name"] = name;
        return profile;
    }

    /// <summary>The group that Azure makes for the nodes.</summary>
    /// <param name="put">The PUT of the cluster.</param>
    public static string NodeGroupOf(PutContext put) => put.Body.Text("properties.nodeResourceGroup")
        ?? $"MC_{put.Id.ResourceGroupName}_{put.Id.Name}_{put.Location}";

    /// <summary>Whether a cluster pays for long-term support.</summary>
    /// <param name="cluster">Its body.</param>
    public static bool HasLongTermSupport(JsonObject cluster) =>
        "AKSLongTermSupport".Equals(cluster.Text("properties.supportPlan"), StringComparison.OrdinalIgnoreCase);
}
