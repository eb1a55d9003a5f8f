namespace MlopsInfra.Policies;

/// <summary>AKS clusters; <see cref="NodePoolRules"/> has their nodes.</summary>
internal static class ClusterRules
{
    private const string Cluster = "azure-native:containerservice:ManagedCluster";

    private const string Extension = "azure-native:kubernetesconfiguration:Extension";

    private static readonly string[] ControlPlaneLogs = ["kube-audit-admin", "guard", "kube-apiserver"];

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("aks-rbac", Cluster, "enableRBAC", Requirements.True, "CKV_AZURE_5", "Azure.AKS.UseRBAC"),
        new("aks-entra-id", Cluster, "aadProfile.managed", Requirements.True, "Azure.AKS.ManagedAAD"),
        new("aks-azure-rbac", Cluster, "aadProfile.enableAzureRBAC", Requirements.True, "Azure.AKS.AzureRBAC"),
        new("aks-local-accounts", Cluster, "disableLocalAccounts", Requirements.True, "CKV_AZURE_141", "Azure.AKS.LocalAccounts"),
        new("aks-identity", Cluster, "identity.type", Requirements.OneOf("UserAssigned", "SystemAssigned"),
            "Azure.AKS.ManagedIdentity"),
        new("aks-oidc-issuer", Cluster, "oidcIssuerProfile.enabled", Requirements.True),
        new("aks-workload-identity", Cluster, "securityProfile.workloadIdentity.enabled", Requirements.True),
        new("aks-network-policy", Cluster, "networkProfile.networkPolicy", Requirements.OneOf("azure", "calico"), "CKV_AZURE_7",
            "Azure.AKS.NetworkPolicy"),
        new("aks-network-plugin", Cluster, "networkProfile.networkPlugin", Requirements.OneOf("azure"), "CKV2_AZURE_29"),
        new("aks-api-server", Cluster, "apiServerAccessProfile", ClosedApiServer(), "CKV_AZURE_6", "CKV_AZURE_115",
            "Azure.AKS.AuthorizedIPs")
        {
            Profile = SecurityProfile.Production,
        },
        new("aks-run-command", Cluster, "apiServerAccessProfile.disableRunCommand", Requirements.True),
        new("aks-container-insights", Cluster, "addonProfiles.omsagent.enabled", Requirements.True, "CKV_AZURE_4",
            "Azure.AKS.ContainerInsights"),
        new("aks-logs", Cluster, "id", Requirements.LogsSent(null, ControlPlaneLogs), "Azure.AKS.AuditLogs"),
        new("aks-azure-policy", Cluster, "addonProfiles.azurepolicy.enabled", Requirements.True, "CKV_AZURE_116",
            "Azure.AKS.AzurePolicyAddOn"),
        new("aks-secret-store", Cluster, "addonProfiles.azureKeyvaultSecretsProvider.enabled", Requirements.True, "CKV_AZURE_172",
            "Azure.AKS.SecretStore"),
        new("aks-secret-rotation", Cluster, "addonProfiles.azureKeyvaultSecretsProvider.config.enableSecretRotation",
            Requirements.True,
            "CKV_AZURE_172", "Azure.AKS.SecretStoreRotation"),
        new("aks-upgrades", Cluster, "autoUpgradeProfile.upgradeChannel", Requirements.OtherThan("none"), "CKV_AZURE_171",
            "Azure.AKS.AutoUpgrade"),
        new("aks-node-upgrades", Cluster, "autoUpgradeProfile.nodeOSUpgradeChannel", Requirements.OneOf("NodeImage"),
            "Azure.AKS.NodeAutoUpgrade"),
        new("aks-uptime", Cluster, "sku.tier", Requirements.OneOf("Standard", "Premium"), "CKV_AZURE_170",
            "Azure.AKS.UptimeSLA") { Profile = SecurityProfile.Production },
        new("aks-http-routing", Cluster, "addonProfiles.httpApplicationRouting.enabled", Requirements.FalseOrNotSet,
            "CKV_AZURE_246",
            "Azure.AKS.HttpAppRouting"),
        new("aks-dashboard", Cluster, "addonProfiles.kubeDashboard.enabled", Requirements.FalseOrNotSet, "CKV_AZURE_8"),
        new("aks-load-balancer", Cluster, "networkProfile.loadBalancerSku", Requirements.OneOf("standard"),
            "Azure.AKS.StandardLB"),
        new("aks-defender", Cluster, "securityProfile.defender.securityMonitoring.enabled", Requirements.True,
            "Azure.AKS.DefenderProfile")
        {
            Profile = SecurityProfile.Production,
        },
        new("aks-administrators", Cluster, "aadProfile.adminGroupObjectIDs",
            Requirement.OfValue("name a group: there are no local accounts", groups => !groups.IsMissing))
        {
            Profile = SecurityProfile.Production,
            When = cluster => InputPath.Find(cluster.Inputs, "disableLocalAccounts")[0].Text == "true",
        },
        new("aks-egress", Cluster, "networkProfile.outboundType",
            Requirements.OneOf("userDefinedRouting")) { Profile = SecurityProfile.Production },
        new("scoring-tls", Extension, "configurationSettings.allowInsecureConnections", Requirements.FalseOrNotSet)
        {
            Profile = SecurityProfile.Production,
            When = extension => "Microsoft.AzureML.Kubernetes".Equals(InputPath.Find(extension.Inputs, "extensionType")[0].Text,
                StringComparison.OrdinalIgnoreCase),
        },
        new("aks-customer-key", Cluster, "diskEncryptionSetID", Requirements.Set, "CKV_AZURE_117"),
    ];

    private static Requirement ClosedApiServer() => Requirement.OfValue(
        "name authorizedIPRanges, or be private (enablePrivateCluster)",
        profile => profile.Value is { } value
            && (InputPath.Find(value, "enablePrivateCluster")[0].Text == "true"
                || !InputPath.Find(value, "authorizedIPRanges")[0].IsMissing));
}
