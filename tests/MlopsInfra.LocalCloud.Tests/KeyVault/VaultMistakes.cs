using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.KeyVault;

/// <summary>Mistakes of vaults and of what is in them.</summary>
internal static class VaultMistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        // Azure/azure-rest-api-specs 5303
        new("more access policies than a vault has", "BadRequest", (azure, or) => Vault(azure, $$"""
            ,"accessPolicies":[{{string.Join(',', Enumerable.Range(0, or.IsMade ? 1025 : 1024).Select(Policy))}}]
            """)) { Says = "1024 at most" },
        new("more firewall rules than a vault has", "BadRequest", (azure, or) => Firewall(azure, $$"""
            "ipRules":[{{string.Join(',', Enumerable.Range(0, or.IsMade ? 1001 : 1000)
                .Select(n => $"{{\"value\":\"52.1.{n / 250}.{n % 250}\"}}"))}}]
            """)) { Says = "1000 at most" },
        new("a firewall rule of a vault for an IPv6 address", "BadRequest", (azure, or) => Firewall(azure, $$"""
            "ipRules":[{"value":"{{or["52.1.2.0/24", "2603:1030::/32"]}}"}]
            """)) { Says = "no IPv4 address" },
        // hashicorp/terraform-provider-azurerm 11759
        new("a rule of a vault for a subnet without service endpoint", "VirtualNetworkNotValid", async (azure, or) =>
            await azure.GroupAnd(async () =>
        {
            var network = await azure.Network($$$"""
                [{"name":"endpoints","addressPrefix":"10.0.1.0/24","serviceEndpoints":[{"service":"{{{or["Microsoft.KeyVault", "Microsoft.Storage"]}}}"}]}]
                """);
            await azure.Vault(more: $$$"""
                ,"networkAcls":{"defaultAction":"Deny","bypass":"None","virtualNetworkRules":[{"id":"{{{network}}}/subnets/endpoints"}]}
                """);
        })),
        new("a secret of 26 KB", "BadParameter", (azure, or) =>
            Secret(azure, $"\"value\":\"{new string('x', or.IsMade ? 26000 : 25000)}\"")),
        new("a secret with a long content type", "BadParameter", (azure, or) =>
            Secret(azure, $"\"value\":\"x\",\"contentType\":\"{new string('x', or.IsMade ? 256 : 255)}\"")),
        new("a secret with 16 tags", "BadParameter", (azure, or) => Secret(azure, "\"value\":\"x\"", $$$"""
            ,"tags":{{{{string.Join(',', Enumerable.Range(0, or.IsMade ? 16 : 15).Select(n => $"\"tag{n}\":\"x\""))}}}}
            """)),
        new("an RSA key of 1024 bits", "BadParameter", (azure, or) =>
            Key(azure, $"\"kty\":\"RSA\",\"keySize\":{or["2048", "1024"]}")),
        new("a key in hardware in a standard vault", "BadParameter", (azure, or) =>
            Key(azure, $"\"kty\":\"{or["EC", "EC-HSM"]}\",\"curveName\":\"P-256\"")) { Says = "premium" },
        new("a vault whose tenant is no GUID", "BadRequest",
            async (azure, or) => await azure.GroupAnd(() => azure.Add("keyvault:Vault", "vault", $$$"""
            {"resourceGroupName":"rg","location":"westeurope","vaultName":"kv-data","properties":{"tenantId":"{{{or["11111111-1111-1111-1111-111111111111", "contoso"]}}}","sku":{"family":"A","name":"standard"},
             "enableRbacAuthorization":true} }
            """))),
        new("a firewall rule of a vault for a private address", "BadRequest",
            async (azure, or) => await azure.GroupAnd(() => azure.Vault(more: $$$"""
            ,"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices","ipRules":[{"value":"{{{or["52.1.2.3", "10.0.0.4"]}}}"}]}
            """))),
        new("a vault whose name is still soft-deleted", "ConflictError",
            async (azure, _) => await azure.GroupAnd(() => azure.Vault())) { AfterDestroy = true },
    ];

    private static Task Vault(CloudProgram azure, string more) => azure.GroupAnd(() => azure.Vault(more: more));

    private static Task Firewall(CloudProgram azure, string rules) => Vault(azure, $$$"""
        ,"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices",{{{rules}}} }
        """);

    private static Task Secret(CloudProgram azure, string properties, string more = "") => azure.GroupAnd(async () =>
    {
        await azure.Vault();
        await azure.Add("keyvault:Secret", "secret", $$$"""
            {"resourceGroupName":"rg","vaultName":"kv-data","secretName":"secret","properties":{ {{{properties}}} }{{{more}}} }
            """);
    });

    private static Task Key(CloudProgram azure, string properties) => azure.GroupAnd(async () =>
    {
        await azure.Vault();
        await azure.Add("keyvault:Key", "key", $$$"""
            {"resourceGroupName":"rg","vaultName":"kv-data","keyName":"key","properties":{ {{{properties}}} } }
            """);
    });

    private static string Policy(int number) => $$$"""
        {"tenantId":"11111111-1111-1111-1111-111111111111","objectId":"22222222-2222-2222-2222-{{{number:d12}}}","permissions":{"secrets":["get"]} }
        """;
}
