namespace MlopsInfra.Policies;

/// <summary>Key vaults, and the secrets that are declared in them.</summary>
internal static class VaultRules
{
    private const string Vault = "azure-native:keyvault:Vault";
    private const string Secret = "azure-native:keyvault:Secret";

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("vault-purge-protection", Vault, "properties.enablePurgeProtection", Requirements.True, "CKV_AZURE_110",
            "CKV_AZURE_42",
            "Azure.KeyVault.PurgeProtect")
        {
            Profile = SecurityProfile.Production,
        },
        new("vault-soft-delete", Vault, "properties.enableSoftDelete", Requirements.True, "CKV_AZURE_111",
            "Azure.KeyVault.SoftDelete"),
        new("vault-soft-delete-days", Vault, "properties.softDeleteRetentionInDays", Requirements.AtLeast(7)),
        new("vault-soft-delete-90-days", Vault, "properties.softDeleteRetentionInDays",
            Requirements.AtLeast(90)) { Profile = SecurityProfile.Production },
        new("vault-rbac", Vault, "properties.enableRbacAuthorization", Requirements.True, "Azure.KeyVault.RBAC"),
        new("vault-access-policies", Vault, "properties.accessPolicies", Requirements.NotSet, "Azure.KeyVault.RBAC"),
        new("vault-firewall", Vault, "properties.networkAcls.defaultAction", Requirements.OneOf("Deny"), "CKV_AZURE_109",
            "Azure.KeyVault.Firewall") { Profile = SecurityProfile.Production },
        new("vault-trusted-services", Vault, "properties.networkAcls.bypass", Requirements.OneOf("AzureServices"),
            "CKV_AZURE_109"),
        new("vault-public-network", Vault, "properties.publicNetworkAccess", Requirements.OneOf("disabled"),
            "CKV_AZURE_189") { Profile = SecurityProfile.Production },
        new("vault-private", Vault, "id", Requirements.PrivateEndpointTo("vault"),
            "CKV2_AZURE_32") { Profile = SecurityProfile.Production },
        new("secret-expiry", Secret, "properties.attributes.expires", Requirements.Set, "CKV_AZURE_41"),
        new("secret-content-type", Secret, "properties.contentType", Requirements.Set, "CKV_AZURE_114"),
        new("vault-logs", Vault, "id", Requirements.LogsSent(null, "AuditEvent"), "Azure.KeyVault.Logs"),
    ];
}
