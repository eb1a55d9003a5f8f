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

/// <summary>Built-in roles that tests grant.</summary>
internal static class Role
{
    public const string Contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    public const string Reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
    public const string BlobContributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
    public const string BlobReader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
    public const string VaultAdministrator = "00482a5a-887f-4fb3-b363-3b7fe8e74483";
    public const string AcrPull = "7f951dda-4ed3-4680-a7ca-43fe172d538d";
    public const string ClusterAdmin = "0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8";
    public const string ExtensionContributor = "85cb6faf-e071-4c9b-8136-154b5a04f717";
    public const string IdentityOperator = "f1a07417-d97a-45cb-824c-7a7467783830";
    public const string ZoneContributor = "b12aa53e-6015-4669-85d0-8515ebb3ae7f";
    public const string DataScientist = "f6c7c914-8db3-469d-8ca1-694a8f32e121";
}
