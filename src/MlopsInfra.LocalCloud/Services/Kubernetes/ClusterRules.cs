using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>What has to be said of a cluster, and what has to go together.</summary>
internal static class ClusterRules
{
    /// <summary>Refuses a cluster that does not hold together.</summary>
    /// <param name="put">The PUT of the cluster.</param>
    public static void Check(PutContext put)
    {
        if (put.Body.Text("identity.type") is null && put.Body.At("properties.servicePrincipalProfile") is null)
            throw NodePools.Invalid(
                "Provisioning of resource(s) for the cluster requires either a service principal or a managed identity.",
                "identity");
        if (put.Body.Text("properties.dnsPrefix") is null && put.Body.Text("properties.fqdnSubdomain") is null && put.IsNew)
            throw NodePools.Invalid("Required parameter dnsPrefix is missing (null).", "properties.dnsPrefix");
        CheckPools(put);
        CheckFeatures(put.Body);
        var changed = put.Body.Text("properties.kubernetesVersion") is { } version
            && version != put.Existing?.Body.Text("properties.kubernetesVersion") ? version : null;
        KubernetesVersions.Check(changed, "K8sVersionNotSupported", put.Id.Name,
            ManagedClusterResource.HasLongTermSupport(put.Body), "properties.kubernetesVersion");
        ControlPlane.CheckKubelet(put);
        ClusterNetworkRules.Check(put);
    }

    private static void CheckPools(PutContext put)
    {
        var pools = (put.Body.At("properties.agentPoolProfiles") as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        if (pools.Count == 0 && put.IsNew)
            throw NodePools.Invalid("Required parameter agentPoolProfiles is missing (null).", "properties.agentPoolProfiles");
        if (pools.Count > 0 && !pools.Exists(pool => NodePools.IsSystem(pool.Text("mode"))))
            throw NodePools.Invalid("There must be at least one system agent pool: set the mode of one pool to 'System'.",
                "properties.agentPoolProfiles");
        for (var i = 0; i < pools.Count; i++)
            NodePools.Check(put, pools[i], $"properties.agentPoolProfiles[{i}]", pools[i].Text("name") ?? "");
    }

    private static void CheckFeatures(JsonObject cluster)
    {
        if (cluster.Flag("properties.disableLocalAccounts") == true && cluster.At("properties.aadProfile") is null)
            throw NodePools.Invalid(
                "Local accounts can only be disabled on clusters with Microsoft Entra integration: set aadProfile.",
                "properties.disableLocalAccounts");
        if (cluster.Flag("properties.securityProfile.workloadIdentity.enabled") == true
            && cluster.Flag("properties.oidcIssuerProfile.enabled") != true)
            throw NodePools.Invalid("Workload identity needs the OIDC issuer to be enabled.",
                "properties.securityProfile.workloadIdentity");
        if (cluster.Flag("properties.apiServerAccessProfile.enablePrivateCluster") == true
            && cluster.At("properties.apiServerAccessProfile.authorizedIPRanges") is JsonArray { Count: > 0 })
            throw NodePools.Invalid("Private cluster cannot be enabled with AuthorizedIPRanges.",
                "properties.apiServerAccessProfile");
    }
}
