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

    /// <summary>Its node pools, wherever they were declared.</summary>
    public static InlineChildren Pools { get; } =
        new(AgentPoolResource.TypeName, "properties.agentPoolProfiles", isFlat: true);

    private const string Subnets = "Microsoft.Network/virtualNetworks/subnets";
    private const string KubeletIdentity = "properties.identityProfile.kubeletidentity.resourceId";
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
        new(KubeletIdentity, Arm.References.Identities,
            "Microsoft.ManagedIdentity/userAssignedIdentities"),
    ];

    public override string? SerializedBy(ResourceId id) => ClusterOperations.Of(id);

    public override ArmException Busy(ResourceId id) => ClusterOperations.Busy(id, id);

    /// <summary>What AKS chose itself and a client sends back is no choice of the client's.</summary>
    public override void Normalize(PutContext put)
    {
        if (put.Body["properties"] is not JsonObject properties) return;
        if (properties.Text("kubernetesVersion") is "") properties.Remove("kubernetesVersion");
        foreach (var pool in put.Body.Objects("properties.agentPoolProfiles")) NodePools.Normalize(pool);
        var chosen = put.Existing?.Computed.Text(KubeletIdentity);
        if (chosen is not null && chosen.Equals(put.Body.Text(KubeletIdentity), StringComparison.OrdinalIgnoreCase))
            properties.Remove("identityProfile");
    }

    public override void CheckPut(PutContext put) => ClusterChecks.Check(put);

    public override void Complete(PutContext put, JsonObject computed)
    {
        var prefix = put.Body.Text("properties.dnsPrefix") ?? put.Id.Name;
        var unique = MadeUpIds.Hex(8, "cluster", put.Id.Value);
        computed.Set("properties.fqdn", $"{prefix}-{unique}.hcp.{put.Location}.azmk8s.io");
        computed.Set("properties.azurePortalFQDN", $"{prefix}-{unique}.portal.hcp.{put.Location}.azmk8s.io");
        var version = put.Body.Text("properties.kubernetesVersion")
            ?? put.Existing?.Computed.Text("properties.currentKubernetesVersion") ?? KubernetesVersions.Default;
        computed.Set("properties.kubernetesVersion", version);
        computed.Set("properties.currentKubernetesVersion", version);
        computed.Set(Power, put.Existing?.Computed.Text(Power) ?? "Running");
        computed.Set("properties.resourceUID", MadeUpIds.Hex(24, "cluster uid", put.Id.Value));
        computed.Set("properties.maxAgentPools", 100);
        // What Azure calls a cluster that signs in by its identity.
        if (put.Body.At("properties.servicePrincipalProfile") is null)
            computed.Set("properties.servicePrincipalProfile.clientId", "msi");
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
        var config = KubeConfig.Of(post.Id, $"https://{post.Existing.Computed.Text("properties.fqdn")}:443", isAdmin);
        answer = new JsonObject
        {
            ["kubeconfigs"] = new JsonArray(new JsonObject { ["name"] = isAdmin ? "clusterAdmin" : "clusterUser",
                ["value"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(config)) }),
        };
        return true;
    }

    public override IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written) => Pools.Writes(put);

    public override void Show(ShowContext show) => Pools.Show(show);

    /// <summary>The group that Azure makes for the nodes.</summary>
    /// <param name="put">The PUT of the cluster.</param>
    public static string NodeGroupOf(PutContext put) => put.Body.Text("properties.nodeResourceGroup")
        ?? $"MC_{put.Id.ResourceGroupName}_{put.Id.Name}_{put.Location}";

    /// <summary>Whether a cluster pays for long-term support.</summary>
    /// <param name="cluster">Its body.</param>
    public static bool HasLongTermSupport(JsonObject cluster) =>
        "AKSLongTermSupport".Equals(cluster.Text("properties.supportPlan"), StringComparison.OrdinalIgnoreCase);
}
