using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.ContainerRegistry;

/// <summary>Mistakes of container registries: what a tier does not have, and how much of the rest.</summary>
internal static class RegistryMistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        // microsoft/vscode-docker 1281
        new("a third webhook of a Basic registry", "QuotaExceeded", async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Registry(sku: or["Standard", "Basic"]);
            for (var number = 1; number <= 3; number++)
            {
                await azure.Add("containerregistry:Webhook", $"hook{number}", $$"""
                    {"resourceGroupName":"rg","location":"westeurope","registryName":"crdata","webhookName":"hook{{number}}","actions":["push"],"serviceUri":"https://ci.example.com/push"}
                    """);
            }
        })) { Says = "webhooks for the registry SKU Basic" },
        new("a connected registry of a Standard one", "SkuNotSupported", async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Registry(sku: or["Premium", "Standard"]);
            await azure.Add("containerregistry:ScopeMap", "sync", """
                {"resourceGroupName":"rg","registryName":"crdata","scopeMapName":"sync-map","actions":["repositories/scoring/content/read"]}
                """);
            await azure.Add("containerregistry:Token", "sync-token", $$"""
                {"resourceGroupName":"rg","registryName":"crdata","tokenName":"sync-token","scopeMapId":"{{Registry}}/scopeMaps/sync-map"}
                """);
            await azure.Add("containerregistry:ConnectedRegistry", "plant", $$$"""
                {"resourceGroupName":"rg","registryName":"crdata","connectedRegistryName":"plantone","mode":"ReadOnly",
                 "parent":{"syncProperties":{"tokenId":"{{{Registry}}}/tokens/sync-token","messageTtl":"P2D"} } }
                """);
        })) { Says = "Connected registry" },
        new("untagged images kept for two years", "BadRequest", (azure, or) =>
            Policies(azure, $$$"""{"retentionPolicy":{"status":"enabled","days":{{{or["365", "730"]}}} } }""")),
        new("untagged images deleted both ways", "BadRequest", (azure, or) => Policies(azure, $$$"""
            {"retentionPolicy":{"status":"enabled","days":7},"softDeletePolicy":{"status":"{{{or["disabled", "enabled"]}}}","retentionDays":7} }
            """)) { Says = "exclude each other" },
        new("more firewall rules than a registry has", "BadRequest", (azure, or) => Add(azure, $$$"""
            "networkRuleSet":{"defaultAction":"Deny","ipRules":[{{{string.Join(',', Enumerable.Range(0, or.IsMade ? 201 : 200)
                .Select(n => $"{{\"action\":\"Allow\",\"iPAddressOrRange\":\"52.1.2.{n}\"}}"))}}}]}
            """)) { Says = "200 at most" },
        // MicrosoftDocs/azure-docs 94535
        new("anonymous pull from a Basic registry", "BadRequest",
            async (azure, or) => await azure.GroupAnd(() => azure.Add("containerregistry:Registry", "registry",
            $$$"""{"resourceGroupName":"rg","location":"westeurope","registryName":"crdata","sku":{"name":"{{{or["Standard", "Basic"]}}}"},"anonymousPullEnabled":true}"""))),
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

    private const string Registry =
        $"{CloudProgram.Subscription}/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/crdata";

    private static Task Policies(CloudProgram azure, string policies) => Add(azure, $"\"policies\":{policies}");

    private static Task Add(CloudProgram azure, string more) => azure.GroupAnd(() =>
        azure.Add("containerregistry:Registry", "registry", $$$"""
            {"resourceGroupName":"rg","location":"westeurope","registryName":"crdata","sku":{"name":"Premium"},{{{more}}} }
            """));
}
