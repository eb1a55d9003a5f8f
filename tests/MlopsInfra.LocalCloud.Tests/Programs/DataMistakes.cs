namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>Mistakes of what holds data: accounts, vaults, registries, container groups.</summary>
internal static class DataMistakes
{
    private const string Placed = """ "resourceGroupName":"rg","location":"westeurope" """;

    public static IReadOnlyList<Mistake> All { get; } =
    [
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
            $$$"""{{{{Placed}}},"accountName":"stblocks","kind":"BlockBlobStorage","sku":{"name":"{{{or["Premium_LRS", "Standard_LRS"]}}}"} }"""))),
        new("blobs restorable for as long as deleted ones are kept", "InvalidValuesForRequestParameters",
            async (azure, or) => await azure.AccountAnd(_ =>
            azure.Add("storage:BlobServiceProperties", "blobs", $$$"""
                {"resourceGroupName":"rg","accountName":"stdata","blobServicesName":"default","isVersioningEnabled":true,"changeFeed":{"enabled":true},
                 "deleteRetentionPolicy":{"enabled":true,"days":7},"restorePolicy":{"enabled":true,"days":{{{or["6", "7"]}}} } }
                """))),
        new("a vault whose tenant is no GUID", "BadRequest",
            async (azure, or) => await azure.GroupAnd(() => azure.Add("keyvault:Vault", "vault", $$$"""
            {{{{Placed}}},"vaultName":"kv-data","properties":{"tenantId":"{{{or["11111111-1111-1111-1111-111111111111", "contoso"]}}}","sku":{"family":"A","name":"standard"},
             "enableRbacAuthorization":true} }
            """))),
        new("a firewall rule of a vault for a private address", "BadRequest",
            async (azure, or) => await azure.GroupAnd(() => azure.Vault(more: $$$"""
            ,"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices","ipRules":[{"value":"{{{or["52.1.2.3", "10.0.0.4"]}}}"}]}
            """))),
        // MicrosoftDocs/azure-docs 94535
        new("anonymous pull from a Basic registry", "BadRequest",
            async (azure, or) => await azure.GroupAnd(() => azure.Add("containerregistry:Registry", "registry",
            $$$"""{{{{Placed}}},"registryName":"crdata","sku":{"name":"{{{or["Standard", "Basic"]}}}"},"anonymousPullEnabled":true}"""))),
        new("a replica of a Standard registry", "SkuNotSupported", async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Registry(sku: or["Premium", "Standard"]);
            await azure.Add("containerregistry:Replication", "replica",
                """{"resourceGroupName":"rg","location":"northeurope","registryName":"crdata","replicationName":"northeurope"}""");
        })),
        new("a replica where the registry is itself", "Conflict", async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Registry(sku: "Premium");
            await azure.Add("containerregistry:Replication", "replica",
                $$"""{"resourceGroupName":"rg","location":"{{or["northeurope", "westeurope"]}}","registryName":"crdata","replicationName":"replica"}""");
        })),
    ];
}
