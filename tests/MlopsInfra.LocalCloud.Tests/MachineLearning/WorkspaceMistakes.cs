using MlopsInfra.LocalCloud.Tests.Programs;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.MachineLearningProgram;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>Mistakes of workspaces, and of what belongs to them: computes and datastores.</summary>
internal static class WorkspaceMistakes
{
    private const string Placed = """ "resourceGroupName":"rg","location":"westeurope" """;

    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("a workspace of two letters", "ValidationError",
            async (azure, or) => await azure.GroupAnd(() => azure.Workspace(or["mlw-data", "ml"]))),
        new("a workspace whose identity may not write blobs", "AuthorizationFailed",
            (azure, or) => Workspace(azure, or, Role.BlobContributor)),
        new("a workspace whose identity may not set secrets", "AuthorizationFailed",
            (azure, or) => Workspace(azure, or, Role.VaultAdministrator)),
        new("a workspace whose identity may not manage what belongs to it", "AuthorizationFailed",
            (azure, or) => Workspace(azure, or, Role.Contributor)),
        new("a workspace with keys where keys are off", "KeyBasedAuthenticationNotPermitted",
            async (azure, or) => await azure.GroupAnd(
            () => azure.Workspace(datastores: or["Identity", "AccessKey"]))),
        new("a workspace whose name is still soft-deleted", "BadRequest",
            async (azure,
                or) => await azure.GroupAnd(() => azure.Workspace(vaultName: or["kv-data", "kv-other"]))) { AfterDestroy = true },
        // microsoft/AzureTRE 1920
        new("a workspace on an account with a hierarchical namespace", "BadRequest",
            async (azure, or) => await azure.GroupAnd(async () =>
        {
            var account = await azure.Account(more: $"\"isHnsEnabled\":{or["false", "true"]}");
            var insights = await azure.Insights(await azure.Logs());
            await azure.Add("machinelearningservices:Workspace", "workspace", $$$"""
                {{{{Placed}}},"workspaceName":"mlw-data","identity":{"type":"SystemAssigned"},"storageAccount":"{{{account}}}","keyVault":"{{{await azure.Vault()}}}",
                 "applicationInsights":"{{{insights}}}"}
                """);
        })),
        // MicrosoftDocs/azure-docs 108584
        new("a workspace with a key of a vault that can be purged", "BadRequest", (azure, or) => Encrypted(azure,
            vault: or[",\"enablePurgeProtection\":true", ""])) { Says = "purge protection" },
        new("a workspace with a key of another vault", "BadRequest", (azure, or) => Encrypted(azure,
            key: or["https://kv-data.vault.azure.net/keys/workspace/1", "https://kv-other.vault.azure.net/keys/workspace/1"]))
            { Says = "is no key of the vault 'kv-data'" },
        new("a workspace with a secret in place of a key", "BadRequest", (azure, or) => Encrypted(azure,
            key: or["https://kv-data.vault.azure.net/keys/workspace", "https://kv-data.vault.azure.net/secrets/workspace"]))
            { Says = "is no key of the vault 'kv-data'" },
        new("a workspace whose key no vault has", "ValidationError", (azure, or) => Encrypted(azure,
            vaultName: or["kv-data", "kv-none"])) { Says = "keyVaultArmId" },
        new("a workspace whose key is read by nobody", "ValidationError", (azure, or) => Encrypted(azure,
            identity: or["id-data", "id-none"])) { Says = "userAssignedIdentity" },
        new("a workspace that gives its managed network up", "BadRequest", (azure, or) => azure.GroupAnd(() => azure.Workspace(
            more: $",\"managedNetwork\":{{\"isolationMode\":\"{or["AllowInternetOutbound", "Disabled"]}\"}}")))
            { OnUpdate = true, Says = "can't be disabled" },
        new("a compute without public addresses and without a subnet", "BadRequest",
            (azure, or) => Compute(azure, $"\"enableNodePublicIp\":{or["true", "false"]}")) { Says = "needs a subnet" },
        new("a compute in a network of another region", "BadRequest", (azure, or) => azure.GroupAnd(async () =>
        {
            await azure.Add("network:VirtualNetwork", "network", $$$"""
                {"resourceGroupName":"rg","location":"{{{or["westeurope", "northeurope"]}}}","virtualNetworkName":"vnet",
                 "addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":[{"name":"nodes","addressPrefix":"10.0.1.0/24"}] }
                """);
            await azure.Workspace();
            await Cluster(azure, $$"""
                "subnet":{"id":"{{CloudProgram.Subscription}}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/nodes"}
                """);
        })) { Says = "have to be in the same region" },
        new("a compute with fewer nodes than it has at least", "BadRequest",
            (azure, or) => Compute(azure, $"\"scaleSettings\":{{\"minNodeCount\":{or["1", "3"]},\"maxNodeCount\":2}}"))
            { Says = "scale settings" },
        new("a datastore with a key where keys are off", "UserError", async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Workspace();
            await azure.Container("data");
            await azure.Add("machinelearningservices:Datastore", "training", $$$"""
                {"resourceGroupName":"rg","workspaceName":"mlw-data","name":"training","properties":{"datastoreType":"AzureBlob","accountName":"stdata","containerName":"data",
                 "credentials":{{{or["""{"credentialsType":"None"}""", """{"credentialsType":"AccountKey","secrets":{"secretsType":"AccountKey","key":"k"}}"""]}}} } }
                """);
        })),
    ];

    private static async Task Workspace(CloudProgram azure, Or or, string role) =>
        await azure.GroupAnd(() => azure.Workspace(without: or.IsMade ? role : null));

    private static Task Encrypted(CloudProgram azure, string vault = ",\"enablePurgeProtection\":true",
        string vaultName = "kv-data",
        string key = "https://kv-data.vault.azure.net/keys/workspace/1", string identity = "id-data") =>
        azure.GroupAnd(async () =>
        {
            var (account, vaultId) = (await azure.Account(), await azure.Vault(more: vault));
            var insights = await azure.Insights(await azure.Logs());
            var identityId = (await azure.Identity()).Id;
            await azure.Add("machinelearningservices:Workspace", "workspace", $$$"""
                {{{{Placed}}},"workspaceName":"mlw-data","identity":{"type":"SystemAssigned"},"storageAccount":"{{{account}}}","keyVault":"{{{vaultId}}}",
                 "applicationInsights":"{{{insights}}}","encryption":{"status":"Enabled",
                  "identity":{"userAssignedIdentity":"{{{identityId.Replace("id-data", identity, StringComparison.Ordinal)}}}"},
                  "keyVaultProperties":{"keyVaultArmId":"{{{vaultId.Replace("kv-data", vaultName, StringComparison.Ordinal)}}}","keyIdentifier":"{{{key}}}"} } }
                """);
        });

    private static Task Compute(CloudProgram azure, string properties) => azure.GroupAnd(async () =>
    {
        await azure.Workspace();
        await Cluster(azure, properties);
    });
}
