namespace MlopsInfra.Policies;

/// <summary>Azure Machine Learning computes: clusters, instances and attached Kubernetes.</summary>
internal static class ComputeRules
{
    private const string Compute = "azure-native:machinelearningservices:Compute";

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("compute-local-auth", Compute, "properties.disableLocalAuth", Requirements.True, "CKV_AZURE_142",
            "Azure.ML.DisableLocalAuth", "policy: e96a9a5f-07ca-471b-9bc5-6a0f33cbd68f"),
        new("compute-identity", Compute, "identity.type", Requirements.OneOf("UserAssigned")),
        new("cluster-scales-to-zero", Compute, "properties.properties.scaleSettings.minNodeCount", Requirements.OneOf("0"),
            "CKV_AZURE_150") { When = Is("AmlCompute") },
        new("cluster-network", Compute, "properties.properties.subnet.id", Requirements.Set, "Azure.ML.ComputeVnet",
            "policy: 7804b5c7-01dc-4723-969b-ae300cc07ff1")
        {
            Profile = SecurityProfile.Production,
            When = Is("AmlCompute"),
        },
        new("cluster-public-ip", Compute, "properties.properties.enableNodePublicIp", Requirements.False)
        {
            Profile = SecurityProfile.Production,
            When = Is("AmlCompute"),
        },
        new("cluster-ssh", Compute, "properties.properties.remoteLoginPortPublicAccess",
            Requirements.OneOf("Disabled")) { When = Is("AmlCompute") },
        new("instance-idle-shutdown", Compute, "properties.properties.idleTimeBeforeShutdown", Requirements.Set,
            "Azure.ML.ComputeIdleShutdown", "policy: 679ddf89-ab8f-48a5-9029-e76054077449")
        {
            When = Is("ComputeInstance"),
        },
    ];

    private static Func<DeclaredResource, bool> Is(string computeType) =>
        resource => InputPath.Find(resource.Inputs, "properties.computeType")[0].Text == computeType;
}
