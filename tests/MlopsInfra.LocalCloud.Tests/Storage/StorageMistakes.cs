using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.Storage;

/// <summary>Mistakes of storage accounts, their services, containers and shares.</summary>
internal static class StorageMistakes
{
    private const string Invalid = "InvalidValuesForRequestParameters";

    public static IReadOnlyList<Mistake> Accounts { get; } =
    [
        new("premium files with a SKU of blobs", Invalid,
            (azure, or) => Account(azure, "FileStorage", or["StandardV2_LRS", "Standard_LRS"]))
            { Says = "kind,sku" },
        new("provisioned files in an account of another kind", Invalid,
            (azure, or) => Account(azure, or["FileStorage", "StorageV2"], "PremiumV2_LRS")) { Says = "kind,sku" },
        // hashicorp/terraform-provider-azurerm 302
        new("a blob account that is spread over zones", Invalid,
            (azure, or) => Account(azure, "BlobStorage", or["Standard_GRS", "Standard_ZRS"], "\"accessTier\":\"Hot\"")),
        // Azure/azure-cli 2785
        new("a blob account without an access tier", "InvalidAccessTier",
            (azure, or) => Account(azure, "BlobStorage", "Standard_LRS", or["\"accessTier\":\"Hot\"", "\"tags\":{}"])),
        new("an old account with an access tier", "InvalidAccessTier",
            (azure, or) => Account(azure, or["StorageV2", "Storage"], "Standard_LRS", "\"accessTier\":\"Cool\"")),
        new("a standard account with the premium tier", "InvalidAccessTier",
            (azure, or) => Account(azure, more: $"\"accessTier\":\"{or["Hot", "Premium"]}\"")),
        new("an account that is to become a premium one", "StorageAccountTypeConversionNotAllowed",
            (azure, or) => Account(azure, sku: or["Standard_LRS", "Premium_LRS"])) { OnUpdate = true },
        // Azure/azure-cli 25748
        new("a hierarchical namespace on premium page blobs", "InvalidRequestPropertyValue",
            (azure, or) => Account(azure, or["BlockBlobStorage", "StorageV2"], "Premium_LRS", "\"isHnsEnabled\":true")) { Says =
                "isHnsEnabled" },
        // Azure/azure-cli 24479
        new("NFS without a hierarchical namespace", "InvalidRequestPropertyValue", (azure, or) =>
            Account(azure, more: $"\"enableNfsV3\":true,\"isHnsEnabled\":{or["true", "false"]}")) { Says = "isNfsV3Enabled" },
        new("SFTP without a hierarchical namespace", "InvalidRequestPropertyValue", (azure, or) =>
            Account(azure, more: $"\"isSftpEnabled\":true,\"isHnsEnabled\":{or["true", "false"]}")) { Says = "isSftpEnabled" },
        // hashicorp/terraform-provider-azurerm 5444
        new("a firewall rule for a range of one address", Invalid, (azure, or) => Firewall(azure, or["52.1.2.3", "52.1.2.3/32"])),
        new("a firewall rule for an IPv6 address", Invalid, (azure, or) => Firewall(azure, or["52.1.2.3", "2603:1030::1"]))
            { Says = "no IPv4 address" },
        new("a firewall rule for no address", Invalid, (azure, or) => Firewall(azure, or["52.1.2.0/24", "contoso.com"])),
        new("more firewall rules than an account has", Invalid, (azure, or) =>
            Firewall(azure, [.. Enumerable.Range(0, or.IsMade ? 401 : 400).Select(n => $"52.1.{n / 250}.{n % 250}")])) { Says =
                "401 rules" },
        // Azure/azure-cli 13828
        new("a firewall rule of an account for a private address", "InvalidValuesForRequestParameters",
            async (azure, or) => await azure.GroupAnd(() => azure.Account(more:
            $$$"""
            "networkRuleSet":{"defaultAction":"Deny","ipRules":[{"iPAddressOrRange":"{{{or["52.1.2.3", "192.168.1.0/24"]}}}"}]}
            """))),
        new("a network rule of an account for a subnet without service endpoint", "NetworkAclsValidationFailure",
            async (azure, or) => await azure.GroupAnd(async () =>
        {
            var network = await azure.Network($$$"""
                [{"name":"endpoints","addressPrefix":"10.0.1.0/24","serviceEndpoints":[{"service":"{{{or["Microsoft.Storage", "Microsoft.KeyVault"]}}}"}]}]
                """);
            await azure.Account(more: $$$"""
                "networkRuleSet":{"defaultAction":"Deny","virtualNetworkRules":[{"virtualNetworkResourceId":"{{{network}}}/subnets/endpoints"}]}
                """);
        })),
        // hashicorp/terraform-provider-azurerm 4842
        new("block blob storage with a standard SKU", "InvalidValuesForRequestParameters",
            async (azure, or) => await azure.GroupAnd(() => azure.Add("storage:StorageAccount", "blocks",
            $$$"""{"resourceGroupName":"rg","location":"westeurope","accountName":"stblocks","kind":"BlockBlobStorage","sku":{"name":"{{{or["Premium_LRS", "Standard_LRS"]}}}"} }"""))),
        new("a storage account whose name is taken", "StorageAccountAlreadyTaken",
            async (azure, or) => await azure.AccountAnd(async _ =>
        {
            await azure.Group("other");
            await azure.Account(or["stother", "stdata"], group: "other");
        })),
    ];

    public static IReadOnlyList<Mistake> Services { get; } =
    [
        new("a restore without days", Invalid, (azure, or) => Blobs(azure, $$"""
            "isVersioningEnabled":true,"changeFeed":{"enabled":true},"deleteRetentionPolicy":{"enabled":true,"days":7},
            "restorePolicy":{"enabled":true{{or[",\"days\":6", ""]}} }
            """)) { Says = "1 at least" },
        new("a change feed that is kept for no day", Invalid, (azure, or) =>
            Blobs(azure, $$"""
            "changeFeed":{"enabled":true,"retentionInDays":{{or["7", "0"]}} }
            """)),
        new("six CORS rules", Invalid, (azure, or) => Blobs(azure, $$$"""
            "cors":{"corsRules":[{{{string.Join(',', Enumerable.Repeat(Cors, or.IsMade ? 6 : 5))}}}]}
            """)),
        new("restoring with a hierarchical namespace", "FeatureNotSupportedForAccount", async (azure, or) =>
            await azure.GroupAnd(async () =>
        {
            await azure.Account(more: "\"isHnsEnabled\":true");
            await azure.Add("storage:BlobServiceProperties", "blobs", $$$"""
                {"resourceGroupName":"rg","accountName":"stdata","blobServicesName":"default",
                 "restorePolicy":{"enabled":{{{or["false", "true"]}}},"days":6} }
                """);
        })),
        new("metadata with a hyphen in its name", "InvalidMetadata", async (azure, or) => await azure.AccountAnd(_ =>
            azure.Container("data", more: $$"""
            "metadata":{"{{or["cost_center", "cost-center"]}}":"ml"}
            """))),
        new("metadata of 9 KB", "MetadataTooLarge", async (azure, or) => await azure.AccountAnd(_ =>
            azure.Container("data", more: $$"""
            "metadata":{"text":"{{new string('x', or.IsMade ? 9000 : 8000)}}"}
            """))),
        // hashicorp/terraform-provider-azurerm 24269
        new("an NFS share in a standard account", "InvalidHeaderValue", async (azure, or) => await azure.GroupAnd(async () =>
        {
            await Account(azure, or["FileStorage", "StorageV2"], or["Premium_LRS", "Standard_LRS"], isIn: true);
            await Share(azure, "\"enabledProtocols\":\"NFS\"");
        })),
        new("a share of no size", Invalid, async (azure, or) =>
            await azure.AccountAnd(_ => Share(azure, $"\"shareQuota\":{or["1", "0"]}"))),
        new("root squash of an SMB share", Invalid, async (azure, or) => await azure.GroupAnd(async () =>
        {
            await Account(azure, "FileStorage", "Premium_LRS", isIn: true);
            await Share(azure, $"\"rootSquash\":\"RootSquash\",\"enabledProtocols\":\"{or["NFS", "SMB"]}\"");
        })),
        new("blobs restorable for as long as deleted ones are kept", "InvalidValuesForRequestParameters",
            async (azure, or) => await azure.AccountAnd(_ =>
            azure.Add("storage:BlobServiceProperties", "blobs", $$$"""
                {"resourceGroupName":"rg","accountName":"stdata","blobServicesName":"default","isVersioningEnabled":true,"changeFeed":{"enabled":true},
                 "deleteRetentionPolicy":{"enabled":true,"days":7},"restorePolicy":{"enabled":true,"days":{{{or["6", "7"]}}} } }
                """))),
        new("a public container where the account forbids it", "PublicAccessNotPermitted",
            async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Account(more: "\"allowBlobPublicAccess\":false");
            await azure.Container("data", more: $"\"publicAccess\":\"{or["None", "Blob"]}\"");
        })),
    ];

    public static IReadOnlyList<Mistake> Lifecycle { get; } =
    [
        new("101 lifecycle rules", Invalid, (azure, or) =>
            Policy(azure, [.. Enumerable.Range(0, or.IsMade ? 101 : 100).Select(n => Rule($"rule{n}"))])) { Says = "101 rules" },
        // Names tell case apart.
        new("two lifecycle rules of one name", Invalid, (azure, or) => Policy(azure, Rule("old"), Rule(or["Old", "old"]))),
        new("a lifecycle rule without an action", Invalid, (azure, or) =>
            Policy(azure, Rule("old", actions: or["""{"delete":{"daysAfterModificationGreaterThan":30}}""", "{}"]))),
        new("a lifecycle rule with 11 prefixes", Invalid, (azure, or) => Policy(azure, Rule("old", more:
            $",\"prefixMatch\":[{string.Join(',', Enumerable.Range(0, or.IsMade ? 11 : 10).Select(n => $"\"data/{n}\""))}]"))),
        new("a lifecycle rule that moves append blobs", Invalid, (azure, or) => Policy(azure, Rule("old", types: "appendBlob",
            actions: $$"""{"{{or["delete", "tierToCool"]}}":{"daysAfterModificationGreaterThan":30} }"""))),
    ];

    private const string Cors =
        """{"allowedHeaders":["*"],"allowedMethods":["GET"],"allowedOrigins":["https://ml.example.com"],"exposedHeaders":["*"],"maxAgeInSeconds":60}""";

    private static async Task Account(CloudProgram azure, string kind = "StorageV2", string sku = "Standard_LRS",
        string more = "\"tags\":{}", bool isIn = false)
    {
        if (!isIn) await azure.Group();
        await azure.Add("storage:StorageAccount", "account", $$$"""
            {"resourceGroupName":"rg","location":"westeurope","accountName":"stdata","kind":"{{{kind}}}","sku":{"name":"{{{sku}}}"},{{{more}}} }
            """);
    }

    private static Task Firewall(CloudProgram azure, params string[] addresses) => Account(azure, more: $$$"""
        "networkRuleSet":{"defaultAction":"Deny","ipRules":[{{{string.Join(',', addresses.Select(address =>
            $"{{\"iPAddressOrRange\":\"{address}\"}}"))}}}]}
        """);

    private static Task Blobs(CloudProgram azure, string properties) => azure.AccountAnd(_ =>
        azure.Add("storage:BlobServiceProperties", "blobs", $$"""
            {"resourceGroupName":"rg","accountName":"stdata","blobServicesName":"default",{{properties}} }
            """));

    private static Task Share(CloudProgram azure, string properties) => azure.Add("storage:FileShare", "share",
        $$"""{"resourceGroupName":"rg","accountName":"stdata","shareName":"data",{{properties}}}""");

    private static Task Policy(CloudProgram azure, params string[] rules) => azure.AccountAnd(_ =>
        azure.Add("storage:ManagementPolicy", "policy", $$$"""
            {"resourceGroupName":"rg","accountName":"stdata","managementPolicyName":"default","policy":{"rules":[{{{string.Join(',', rules)}}}]} }
            """));

    private static string Rule(string name, string more = "", string types = "blockBlob",
        string actions = """{"delete":{"daysAfterModificationGreaterThan":30}}""") => $$$"""
        {"name":"{{{name}}}","type":"Lifecycle","enabled":true,
         "definition":{"filters":{"blobTypes":["{{{types}}}"]{{{more}}} },"actions":{"baseBlob":{{{actions}}} } } }
        """;
}
