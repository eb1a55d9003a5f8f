using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>What has to be said of a cluster, and what has to go together.</summary>
internal static class ClusterChecks
{
    private static readonly NamingRule DnsPrefix = new("[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?", 1, 54, "InvalidParameter",
        "The value of parameter dnsPrefix is invalid. Error details: '{0}' must be 1 to 54 letters, digits and hyphens, and "
            + "begin and end with a letter or digit. Please see https://aka.ms/aks-naming-rules for more details.");

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
        CheckNames(put);
        CheckPools(put);
        CheckFeatures(put.Body);
        CheckPublicKeys(put.Body);
        KubernetesVersions.Check(put, "properties.kubernetesVersion", "K8sVersionNotSupported",
            ManagedClusterResource.HasLongTermSupport(put.Body));
        ControlPlane.CheckKubelet(put);
        ClusterNetworkRules.Check(put);
    }

    private static void CheckNames(PutContext put)
    {
        if (put.Body.Text("properties.dnsPrefix") is { } prefix && !DnsPrefix.Allows(prefix))
            throw DnsPrefix.Refusal(prefix, "properties.dnsPrefix");
        var group = ManagedClusterResource.NodeGroupOf(put);
        if (put.IsNew && group.Length > 80)
            throw NodePools.Invalid(
                "The length of the node resource group name is too long. The maximum length is 80 and the length of the value "
                    + $"provided is {group.Length}. Please see https://aka.ms/aks-naming-rules for more details.",
                "properties.nodeResourceGroup");
    }

    private static void CheckPools(PutContext put)
    {
        var pools = put.Body.Objects("properties.agentPoolProfiles").ToList();
        if (pools.Count == 0 && put.IsNew)
            throw NodePools.Invalid("Required parameter agentPoolProfiles is missing (null).", "properties.agentPoolProfiles");
        if (pools.Count > 0 && !pools.Exists(pool => NodePools.IsSystem(pool.Text("mode"))))
            throw NodePools.Invalid("There must be at least one system agent pool: set the mode of one pool to 'System'.",
                "properties.agentPoolProfiles");
        var twice = pools.GroupBy(pool => pool.Text("name"), StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw NodePools.Invalid($"There are two agent pools with the name '{twice.Key}'.", "properties.agentPoolProfiles");
        for (var i = 0; i < pools.Count; i++)
            NodePools.Check(put, pools[i], $"properties.agentPoolProfiles[{i}]", pools[i].Text("name") ?? "");
    }

    private static void CheckPublicKeys(JsonObject cluster)
    {
        foreach (var key in cluster.Objects("properties.linuxProfile.ssh.publicKeys"))
        {
            if (key.Text("keyData") is { } data && !PublicKeys.IsWhole(data))
                throw NodePools.Invalid(
                    "The value of parameter linuxProfile.ssh.publicKeys.keyData is invalid. Error details: it is no public key "
                        + "of SSH, or a part of one. Please see https://aka.ms/aks-naming-rules for more details.",
                    "properties.linuxProfile.ssh.publicKeys.keyData");
        }
    }

    private static void CheckFeatures(JsonObject cluster)
    {
        if (cluster.Flag("properties.disableLocalAccounts") == true && cluster.At("properties.aadProfile") is null)
            throw NodePools.Invalid(
                "Local accounts can only be disabled on clusters with Microsoft Entra integration: set aadProfile.",
                "properties.disableLocalAccounts");
        if (cluster.Flag("properties.aadProfile.enableAzureRBAC") == true
            && cluster.Flag("properties.aadProfile.managed") != true)
            throw NodePools.Invalid("Azure RBAC for Kubernetes needs managed Microsoft Entra integration: set managed.",
                "properties.aadProfile.enableAzureRBAC");
        // "Long-term support for AKS versions".
        if (ManagedClusterResource.HasLongTermSupport(cluster)
            && !"Premium".Equals(cluster.Text("sku.tier"), StringComparison.OrdinalIgnoreCase))
            throw NodePools.Invalid("The support plan AKSLongTermSupport needs the tier Premium.", "properties.supportPlan");
        if (cluster.At("properties.apiServerAccessProfile.authorizedIPRanges") is JsonArray { Count: > 200 })
            throw NodePools.Invalid("A cluster takes up to 200 authorized IP ranges.",
                "properties.apiServerAccessProfile.authorizedIPRanges");
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
