namespace MlopsInfra.Policies;

/// <summary>Nodes of AKS: pools that are declared with the cluster, and pools of their own.</summary>
internal static class NodePoolRules
{
    private const string Cluster = "azure-native:containerservice:ManagedCluster";
    private const string Pool = "azure-native:containerservice:AgentPool";
    private const int MinSystemNodes = 3;
    private const int MinPods = 50;

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("aks-system-taint", Cluster, "agentPoolProfiles[*].nodeTaints", Requirements.Contains("CriticalAddonsOnly"),
            "CKV_AZURE_232"),
        new("aks-system-nodes", Cluster, "agentPoolProfiles[*].minCount", Requirements.AtLeast(MinSystemNodes),
            "Azure.AKS.MinNodeCount") { Profile = SecurityProfile.Production },
        .. Both("ephemeral-disk", "osDiskType", Requirements.OneOf("Ephemeral"), SecurityProfile.Production, "CKV_AZURE_226",
            "Azure.AKS.EphemeralOSDisk"),
        .. Both("host-encryption", "enableEncryptionAtHost", Requirements.True, SecurityProfile.Production, "CKV_AZURE_227"),
        .. Both("scale-sets", "type", Requirements.OneOf("VirtualMachineScaleSets"), SecurityProfile.EveryEnvironment,
            "CKV_AZURE_169"),
        .. Both("pods", "maxPods", Requirements.AtLeast(MinPods), SecurityProfile.EveryEnvironment, "CKV_AZURE_168"),
        .. Both("node-public-ip", "enableNodePublicIP", Requirements.False, SecurityProfile.EveryEnvironment, "CKV_AZURE_143"),
        .. Both("zones", "availabilityZones", Requirements.Set, SecurityProfile.Production, "Azure.AKS.AvailabilityZone"),
    ];

    // The same rule for the pools in a cluster's declaration and for pools that are resources.
    private static IEnumerable<SecurityRule> Both(
        string name, string property, Requirement requirement, SecurityProfile profile, params string[] publicIds) =>
    [
        new($"aks-system-{name}", Cluster, $"agentPoolProfiles[*].{property}", requirement, publicIds) { Profile = profile },
        new($"aks-pool-{name}", Pool, property, requirement, publicIds) { Profile = profile },
    ];
}
