using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Tests;

/// <summary>Resources that tests begin with.</summary>
internal static class Scenes
{
    public static string Account(TestCloud azure, string name = "stdata", string more = "")
    {
        var id = TestCloud.In("Microsoft.Storage/storageAccounts", name);
        azure.Put(id,
            $$$"""{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"allowSharedKeyAccess":false{{{more}}}}}""");
        return id;
    }

    public static string Vault(TestCloud azure, string name = "kv-data")
    {
        var id = TestCloud.In("Microsoft.KeyVault/vaults", name);
        azure.Put(id,
            $$$"""{"location":"westeurope","properties":{"tenantId":"{{{TestCloud.Tenant}}}","sku":{"family":"A","name":"standard"},"enableRbacAuthorization":true}}""");
        return id;
    }

    public static string Logs(TestCloud azure, string name = "log-data")
    {
        var id = TestCloud.In("Microsoft.OperationalInsights/workspaces", name);
        azure.Put(id, """{"location":"westeurope","properties":{"sku":{"name":"PerGB2018"}}}""");
        return id;
    }

    public static string Insights(TestCloud azure, string name = "appi-data")
    {
        var id = TestCloud.In("Microsoft.Insights/components", name);
        azure.Put(id,
            $$$"""{"location":"westeurope","kind":"web","properties":{"Application_Type":"web","WorkspaceResourceId":"{{{Logs(azure)}}}"}}""");
        return id;
    }

    public static string Registry(TestCloud azure, string name = "crdata")
    {
        var id = TestCloud.In("Microsoft.ContainerRegistry/registries", name);
        azure.Put(id, """{"location":"westeurope","sku":{"name":"Standard"},"properties":{"adminUserEnabled":false}}""");
        return id;
    }

    public static string Identity(TestCloud azure, string name = "id-data")
    {
        var id = TestCloud.In("Microsoft.ManagedIdentity/userAssignedIdentities", name);
        azure.Put(id, """{"location":"westeurope"}""");
        return id;
    }

    public static string PrincipalOf(TestCloud azure, string id) =>
        (azure.Get(id)!["properties"]?["principalId"] ?? azure.Get(id)!["identity"]?["principalId"])!.GetValue<string>();

    /// <summary>Gives an identity a built-in role.</summary>
    public static string Grant(TestCloud azure, string scope, string identity, string role)
    {
        var id = $"{scope}/providers/Microsoft.Authorization/roleAssignments/{MadeUpIds.From(scope, identity, role)}";
        azure.Put(id, RoleAssignment(PrincipalOf(azure, identity), role));
        return id;
    }

    public static string RoleAssignment(string principal, string role, string? principalType = "ServicePrincipal")
    {
        var body = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["principalId"] = principal,
                ["roleDefinitionId"] = $"{TestCloud.Subscription}/providers/Microsoft.Authorization/roleDefinitions/{role}",
                ["principalType"] = principalType,
            },
        };
        return body.ToJsonString();
    }

    /// <summary>
    /// What a workspace with a user-assigned identity needs, with the roles granted; the body of the workspace.
    /// </summary>
    public static string WorkspaceBody(TestCloud azure, params string[] withoutRoles)
    {
        var (account, vault, insights, registry, identity) =
            (Account(azure), Vault(azure), Insights(azure), Registry(azure), Identity(azure));
        foreach (var (scope, role) in ((string, string)[])[(account, Role.BlobContributor), (vault, Role.VaultAdministrator),
            (registry, Role.Contributor), (insights, Role.Contributor), (account, Role.Contributor), (vault, Role.Contributor)])
        {
            if (!withoutRoles.Contains(role)) Grant(azure, scope, identity, role);
        }

        return $$$"""
            {"location":"westeurope","identity":{"type":"UserAssigned","userAssignedIdentities":{"{{{identity}}}":{} } },
             "properties":{"storageAccount":"{{{account}}}","keyVault":"{{{vault}}}","applicationInsights":"{{{insights}}}","containerRegistry":"{{{registry}}}",
              "primaryUserAssignedIdentity":"{{{identity}}}","systemDatastoresAuthMode":"Identity"} }
            """;
    }

    public static string Cluster(TestCloud azure, string name = "aks-data")
    {
        var id = TestCloud.In("Microsoft.ContainerService/managedClusters", name);
        azure.Put(id, """
            {"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"data",
             "agentPoolProfiles":[{"name":"system","mode":"System","count":1,"vmSize":"Standard_D2s_v5"}]}}
            """);
        return id;
    }

    public static string Workspace(TestCloud azure, string name = "mlw-data")
    {
        var id = TestCloud.In("Microsoft.MachineLearningServices/workspaces", name);
        azure.Put(id, WorkspaceBody(azure));
        return id;
    }
}
