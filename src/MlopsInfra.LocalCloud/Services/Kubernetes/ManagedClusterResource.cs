using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>AKS clusters and their node pools: one operation at a time, what has to go together, computed addresses.</summary>
internal sealed partial class ManagedClusterResource(ResourceType type) : AzureResource(type)
{
    private const string Cluster = "Microsoft.ContainerService/managedClusters";
    private const string Pool = $"{Cluster}/agentPools";

    public override string? SerializedBy(ResourceId id) => id.Type == $"{Cluster}/maintenanceConfigurations"
        ? null
        : $"operations of {(id.Type == Cluster ? id : id.Parent)}";

    public override ArmException Busy(ResourceId id) => new(409, "OperationNotAllowed",
        "Operation is not allowed because there's an in progress operation on the managed cluster "
            + $"'{(id.Type == Cluster ? id : id.Parent)}'. Please wait for it to finish before starting a new operation. See "
            + "https://aka.ms/aks-pending-operation for more details", id.Value);

    public override void Show(ShowContext show) => ClusterPools.Show(show.Cloud, show.Stored, show.Shown);

    public override void CheckPut(PutContext put)
    {
        if (put.Id.Type == Cluster) CheckCluster(put);
        else if (put.Id.Type == Pool && put.Body["properties"] is JsonObject pool) CheckSeparatePool(put, pool);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        if (put.Id.Type != Cluster)
        {
            if (put.Id.Type == Pool) CompletePool(put, computed);
            return;
        }

        var prefix = put.Body.Text("properties.dnsPrefix") ?? put.Id.Name;
        var unique = MadeUpIds.Hex(8, "cluster", put.Id.Value);
        computed.Set("properties.fqdn", $"{prefix}-{unique}.hcp.{put.Location}.azmk8s.io");
        computed.Set("properties.azurePortalFQDN", $"{prefix}-{unique}.portal.hcp.{put.Location}.azmk8s.io");
        computed.Set("properties.currentKubernetesVersion",
            put.Body.Text("properties.kubernetesVersion") ?? KubernetesVersions.Default);
        computed.Set("properties.powerState", new JsonObject { ["code"] = "Running" });
        computed.Set("properties.resourceUID", MadeUpIds.Hex(24, "cluster uid", put.Id.Value));
        computed.Set("properties.maxAgentPools", 100);
        computed.Set("properties.nodeResourceGroup",
            put.Body.Text("properties.nodeResourceGroup") ?? $"MC_{put.Id.ResourceGroupName}_{put.Id.Name}_{put.Location}");
        if (put.Body.Flag("properties.oidcIssuerProfile.enabled") == true)
            computed.Set("properties.oidcIssuerProfile.issuerURL",
                $"https://{put.Location}.oic.prod-aks.azure.com/{put.Cloud.Options.TenantId}"
                    + $"/{MadeUpIds.From("oidc", put.Id.Value)}"
                    + "/");
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
                ["value"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(config)) }),
        };
        return true;
    }

    public override void CheckDelete(DeleteContext delete)
    {
        if (delete.Id.Type != Pool || !IsSystem(delete.Existing.Body.Text("properties.mode"))) return;
        var inline = delete.Cloud.Find(delete.Id.Parent!.Value)?.Body.At("properties.agentPoolProfiles") as JsonArray ?? [];
        var others = inline.OfType<JsonObject>().Any(pool => pool.Text("name") != delete.Id.Name && IsSystem(pool.Text("mode")))
            || delete.Cloud.Store.Children(delete.Id.Parent.Value)
                .Any(pool => pool.Type == Pool && pool.Name != delete.Id.Name && IsSystem(pool.Body.Text("properties.mode")));
        if (!others)
            throw new ArmException(400, "OperationNotAllowed", "There has to be at least one system agent pool.",
                delete.Id.Value);
    }

    private static void CheckCluster(PutContext put)
    {
        if (put.Body.Text("identity.type") is null && put.Body.At("properties.servicePrincipalProfile") is null)
            throw Invalid(
                "Provisioning of resource(s) for the cluster requires either a service principal or a managed identity.",
                "identity");
        if (put.Body.Text("properties.dnsPrefix") is null && put.Body.Text("properties.fqdnSubdomain") is null && put.IsNew)
            throw Invalid("Required parameter dnsPrefix is missing (null).", "properties.dnsPrefix");
        var pools = (put.Body.At("properties.agentPoolProfiles") as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        if (pools.Count == 0 && put.IsNew)
            throw Invalid("Required parameter agentPoolProfiles is missing (null).", "properties.agentPoolProfiles");
        if (pools.Count > 0 && !pools.Any(pool => IsSystem(pool.Text("mode"))))
            throw Invalid("There must be at least one system agent pool: set the mode of one pool to 'System'.",
                "properties.agentPoolProfiles");
        for (var i = 0; i < pools.Count; i++)
            CheckPool(pools[i], $"properties.agentPoolProfiles[{i}]", pools[i].Text("name") ?? "");
        if (put.Body.Flag("properties.disableLocalAccounts") == true && put.Body.At("properties.aadProfile") is null)
            throw Invalid("Local accounts can only be disabled on clusters with Microsoft Entra integration: set aadProfile.",
                "properties.disableLocalAccounts");
        if (put.Body.Flag("properties.securityProfile.workloadIdentity.enabled") == true
            && put.Body.Flag("properties.oidcIssuerProfile.enabled") != true)
            throw Invalid("Workload identity needs the OIDC issuer to be enabled.",
                "properties.securityProfile.workloadIdentity");
        if (put.Body.Flag("properties.apiServerAccessProfile.enablePrivateCluster") == true
            && put.Body.At("properties.apiServerAccessProfile.authorizedIPRanges") is JsonArray { Count: > 0 })
            throw Invalid("Private cluster cannot be enabled with AuthorizedIPRanges.", "properties.apiServerAccessProfile");
        var changed = put.Body.Text("properties.kubernetesVersion") is { } version
            && version != put.Existing?.Body.Text("properties.kubernetesVersion") ? version : null;
        KubernetesVersions.Check(changed, "K8sVersionNotSupported", put.Id.Name, HasLongTermSupport(put.Body),
            "properties.kubernetesVersion");
        ControlPlane.CheckKubelet(put);
        ClusterNetworkRules.Check(put);
    }

    private static void CheckSeparatePool(PutContext put, JsonObject pool)
    {
        CheckPool(pool, "properties", put.Id.Name);
        var changed = pool.Text("orchestratorVersion") is { } version
            && version != put.Existing?.Body.Text("properties.orchestratorVersion") ? version : null;
        var cluster = put.Cloud.Find(put.Id.Parent!.Value);
        KubernetesVersions.Check(changed, "AgentPoolK8sVersionNotSupported", put.Id.Name,
            cluster is not null && HasLongTermSupport(cluster.Body), "properties.orchestratorVersion");
    }

    private static bool HasLongTermSupport(JsonObject cluster) =>
        "AKSLongTermSupport".Equals(cluster.Text("properties.supportPlan"), StringComparison.OrdinalIgnoreCase);

    private static void CheckPool(JsonObject pool, string path, string name)
    {
        CheckName(pool, path, name);
        // Sizes are named after their cores; what has one of them is called 1.
        if (IsSystem(pool.Text("mode")) && pool.Text("vmSize") is { } size && OneCore().IsMatch(size))
            throw new ArmException(400, "SystemPoolSkuTooLow",
                $"System node pool must use VM sku with more than 2 cores and 4GB memory. Nodepool name: {name}.",
                $"{path}.vmSize");
        if (pool.Text("mode") is { } mode && IsSystem(mode) && pool.Number("count") is < 1)
            throw Invalid($"The system pool '{name}' needs at least one node.", $"{path}.count");
        if (pool.Flag("enableAutoScaling") == true)
        {
            var (minimum, maximum) = (pool.Number("minCount"), pool.Number("maxCount"));
            if (minimum is null || maximum is null || maximum < minimum)
                throw Invalid(
                    $"The autoscaling bounds of the pool '{name}' are invalid: minCount {minimum} and maxCount {maximum} have to "
                        + "be given, in this order.", $"{path}.minCount");
            if (pool.Number("count") is { } count && (count < minimum || count > maximum))
                throw Invalid($"The count {count} of the pool '{name}' is not between minCount {minimum} and maxCount {maximum}.",
                    $"{path}.count");
        }
        else if (pool.Number("minCount") is not null || pool.Number("maxCount") is not null)
        {
            throw Invalid($"minCount and maxCount of the pool '{name}' may only be set with enableAutoScaling.",
                $"{path}.minCount");
        }

        if (pool.Number("maxPods") is < 10 or > 250)
            throw Invalid($"maxPods of the pool '{name}' must be between 10 and 250.", $"{path}.maxPods");
    }

    private static void CheckName(JsonObject pool, string path, string name)
    {
        var longest = "Windows".Equals(pool.Text("osType"), StringComparison.OrdinalIgnoreCase) ? 6 : 12;
        if (name.Length <= longest && PoolName().IsMatch(name)) return;
        throw Invalid(
            $"The value of parameter agentPoolProfile.name is invalid. Error details: Pool name '{name}' must start with a "
                + $"lowercase letter, have max length of {longest}, and only have characters a-z0-9.", $"{path}.name");
    }

    private static void CompletePool(PutContext put, JsonObject computed)
    {
        computed.Set("properties.currentOrchestratorVersion",
            put.Body.Text("properties.orchestratorVersion")
                ?? put.Cloud.Find(put.Id.Parent!.Value)?.Computed.Text("properties.currentKubernetesVersion"));
        computed.Set("properties.powerState", new JsonObject { ["code"] = "Running" });
        computed.Set("properties.nodeImageVersion", "AKSUbuntu-2204gen2containerd");
        if (put.Body.Text("properties.mode") is null) computed.Set("properties.mode", "User");
    }

    [GeneratedRegex("^Standard_[A-Z]+1(?![0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex OneCore();

    [GeneratedRegex("^[a-z][a-z0-9]*$")]
    private static partial Regex PoolName();

    private static bool IsSystem(string? mode) => "System".Equals(mode, StringComparison.OrdinalIgnoreCase);

    private static ArmException Invalid(string message, string target) => new(400, "InvalidParameter", message, target);
}
