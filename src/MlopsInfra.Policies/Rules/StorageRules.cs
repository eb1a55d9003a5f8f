using System.Text.RegularExpressions;

namespace MlopsInfra.Policies;

/// <summary>Storage accounts, their containers, and what they keep of deleted blobs.</summary>
internal static partial class StorageRules
{
    private const string Account = "azure-native:storage:StorageAccount";
    private const string Container = "azure-native:storage:BlobContainer";
    private const string BlobService = "azure-native:storage:BlobServiceProperties";

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("storage-https", Account, "enableHttpsTrafficOnly", Requirements.True, "CKV_AZURE_3", "Azure.Storage.SecureTransfer"),
        new("storage-tls", Account, "minimumTlsVersion", Requirements.OneOf("TLS1_2"), "CKV_AZURE_44", "Azure.Storage.MinTLS"),
        new("storage-anonymous", Account, "allowBlobPublicAccess", Requirements.False, "CKV_AZURE_190", "CKV2_AZURE_47",
            "Azure.Storage.BlobPublicAccess"),
        new("container-anonymous", Container, "publicAccess", Requirements.OneOf("None"), "CKV_AZURE_34"),
        new("storage-shared-key", Account, "allowSharedKeyAccess", Requirements.False, "CKV2_AZURE_40"),
        new("storage-firewall", Account, "networkRuleSet.defaultAction", Requirements.OneOf("Deny"), "CKV_AZURE_35",
            "Azure.Storage.Firewall") { Profile = SecurityProfile.Production },
        new("storage-trusted-services", Account, "networkRuleSet.bypass", Requirements.Contains("AzureServices"), "CKV_AZURE_36"),
        new("storage-public-network", Account, "publicNetworkAccess", Requirements.OneOf("Disabled"),
            "CKV_AZURE_59") { Profile = SecurityProfile.Production },
        new("storage-private-blob", Account, "id", Requirements.PrivateEndpointTo("blob"),
            "CKV2_AZURE_33") { Profile = SecurityProfile.Production },
        new("storage-private-file", Account, "id", Requirements.PrivateEndpointTo("file"),
            "CKV2_AZURE_33") { Profile = SecurityProfile.Production },
        new("storage-redundancy", Account, "sku.name",
            Requirements.OneOf("Standard_ZRS", "Standard_GRS", "Standard_GZRS", "Standard_RAGRS", "Standard_RAGZRS"),
            "CKV_AZURE_206")
        {
            Profile = SecurityProfile.Production,
        },
        new("blob-soft-delete", BlobService, "deleteRetentionPolicy.enabled", Requirements.True, "CKV2_AZURE_38",
            "Azure.Storage.SoftDelete"),
        new("blob-soft-delete-days", BlobService, "deleteRetentionPolicy.days", Requirements.AtLeast(7), "CKV2_AZURE_38"),
        new("container-soft-delete", BlobService, "containerDeleteRetentionPolicy.enabled", Requirements.True,
            "Azure.Storage.ContainerSoftDelete"),
        new("container-soft-delete-days", BlobService, "containerDeleteRetentionPolicy.days", Requirements.AtLeast(7)),
        new("blob-versions", BlobService, "isVersioningEnabled", Requirements.True),
        new("storage-sas-expiry", Account, "sasPolicy.sasExpirationPeriod", Requirements.Set, "CKV2_AZURE_41"),
        new("storage-sas-block", Account, "sasPolicy.expirationAction", Requirements.OneOf("Block"),
            "policy: 7aa1c9d5-3d7e-4579-8117-d85e99211757"),
        new("storage-infrastructure-encryption", Account, "encryption.requireInfrastructureEncryption", Requirements.True,
            "AZU-0061", "policy: 4733ea7b-a883-42fe-8cac-97454c2a9e4a") { Profile = SecurityProfile.Production },
        new("storage-local-users", Account, "isLocalUserEnabled", Requirements.False, "CKV_AZURE_244"),
        Logs("blob", "CKV2_AZURE_21"),
        Logs("file"),
        Logs("queue", "CKV_AZURE_33"),
        Logs("table", "CKV2_AZURE_20"),
        new("storage-customer-key", Account, "encryption.keySource", Requirements.OneOf("Microsoft.Keyvault"), "CKV2_AZURE_1"),
        new("storage-name", Account, "accountName",
            Requirements.Matches(AccountName(), "have 3 to 24 lower-case letters and digits"),
            "CKV_AZURE_43", "Azure.Storage.Name"),
    ];

    private static SecurityRule Logs(string service, params string[] publicIds) =>
        new($"storage-logs-{service}", Account, "id", Requirements.LogsSent($"/{service}Services/default"), publicIds);

    [GeneratedRegex("^[a-z0-9]{3,24}$")]
    private static partial Regex AccountName();
}
