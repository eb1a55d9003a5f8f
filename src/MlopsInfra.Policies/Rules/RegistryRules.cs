namespace MlopsInfra.Policies;

/// <summary>Container registries.</summary>
internal static class RegistryRules
{
    private const string Registry = "azure-native:containerregistry:Registry";
    private const string Replication = "azure-native:containerregistry:Replication";

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("registry-admin-user", Registry, "adminUserEnabled", Requirements.False, "CKV_AZURE_137", "Azure.ACR.AdminUser"),
        new("registry-anonymous-pull", Registry, "anonymousPullEnabled", Requirements.False, "CKV_AZURE_138",
            "Azure.ACR.AnonymousAccess"),
        new("registry-public-network", Registry, "publicNetworkAccess", Requirements.OneOf("Disabled"), "CKV_AZURE_139",
            "Azure.ACR.Firewall") { Profile = SecurityProfile.Production },
        new("registry-private", Registry, "id",
            Requirements.PrivateEndpointTo("registry")) { Profile = SecurityProfile.Production },
        new("registry-tier", Registry, "sku.name", Requirements.OneOf("Standard", "Premium"), "CKV_AZURE_163",
            "Azure.ACR.MinSku"),
        new("registry-retention", Registry, "policies.retentionPolicy.status", Requirements.OneOf("enabled"), "CKV_AZURE_167",
            "Azure.ACR.Retention")
        {
            Profile = SecurityProfile.Production,
        },
        new("registry-quarantine", Registry, "policies.quarantinePolicy.status", Requirements.OneOf("enabled"), "CKV_AZURE_166",
            "Azure.ACR.Quarantine"),
        new("registry-content-trust", Registry, "policies.trustPolicy.status", Requirements.OneOf("enabled"), "CKV_AZURE_164",
            "Azure.ACR.ContentTrust"),
        new("registry-zones", Registry, "zoneRedundancy", Requirements.OneOf("Enabled"),
            "CKV_AZURE_233") { Profile = SecurityProfile.Production },
        new("registry-data-endpoint", Registry, "dataEndpointEnabled", Requirements.True,
            "CKV_AZURE_237") { Profile = SecurityProfile.Production },
        new("registry-replicas", Registry, "id",
            Requirements.ReferredToBy(Replication, "registryName", "have a replica in another region"), "CKV_AZURE_165")
        {
            Profile = SecurityProfile.Production,
        },
        new("registry-exports", Registry, "policies.exportPolicy.status", Requirements.OneOf("disabled"),
            "policy: 524b0254-c285-4903-bee6-bb8126cde579")
        {
            Profile = SecurityProfile.Production,
        },
        new("registry-arm-tokens", Registry, "policies.azureADAuthenticationAsArmPolicy.status", Requirements.OneOf("disabled"),
            "policy: 42781ec6-6127-4c30-bdfa-fb423a0047d3"),
        new("registry-customer-key", Registry, "encryption.status", Requirements.OneOf("enabled"),
            "policy: 5b9159ae-1701-4a6f-9a7a-aa9c8ddd0580"),
        new("registry-logs", Registry, "id", Requirements.LogsSent()),
    ];
}
