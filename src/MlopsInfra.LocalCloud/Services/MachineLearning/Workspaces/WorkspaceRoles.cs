using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;

/// <summary>
/// What the primary user-assigned identity of an Azure ML workspace has to be allowed before the workspace is created. From "Set
/// up authentication between Azure Machine Learning and other services", user-assigned identity: Contributor on storage, vault,
/// registry and Application Insights, plus the data-plane roles Storage Blob Data Contributor and Key Vault Administrator. Held
/// as actions, so that any role that has them will do.
/// </summary>
internal static class WorkspaceRoles
{
    private static readonly (string Property, string Action, bool IsData, string Usual)[] Needed =
    [
        ("storageAccount", "Microsoft.Storage/storageAccounts/read", false, "Contributor"),
        ("storageAccount", "Microsoft.Storage/storageAccounts/blobServices/containers/write", false, "Contributor"),
        ("keyVault", "Microsoft.KeyVault/vaults/read", false, "Contributor"),
        ("containerRegistry", "Microsoft.ContainerRegistry/registries/read", false, "Contributor"),
        ("containerRegistry", "Microsoft.ContainerRegistry/registries/pull/read", false, "Contributor"),
        ("applicationInsights", "Microsoft.Insights/components/read", false, "Contributor"),
    ];

    /// <summary>Refuses a workspace whose identity lacks a role.</summary>
    public static void Check(PutContext put, string principal)
    {
        foreach (var (property, action, isData, usual) in Needed) Require(put, principal, property, action, isData, usual);
        var byIdentity = put.Body.Text("properties.systemDatastoresAuthMode") is { } mode
            && !mode.Equals("AccessKey", StringComparison.OrdinalIgnoreCase);
        if (byIdentity)
        {
            Require(put, principal, "storageAccount", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
                true, "Storage Blob Data Contributor");
        }
        else
        {
            Require(put, principal, "storageAccount", "Microsoft.Storage/storageAccounts/listKeys/action", false, "Contributor");
        }

        if (put.Cloud.Find(put.Body.Text("properties.keyVault")) is not { } vault) return;
        if (vault.Body.Flag("properties.enableRbacAuthorization") == true)
            Require(put, principal, "keyVault", "Microsoft.KeyVault/vaults/secrets/setSecret/action", true,
                "Key Vault Administrator");
        else if (!HasAccessPolicy(vault, principal))
            throw Missing(principal, vault.Key, "an access policy with the permission 'set' on secrets",
                "Key Vault Administrator", "properties.keyVault");
    }

    private static void Require(PutContext put, string principal, string property, string action, bool isData, string usual)
    {
        if (put.Body.Text($"properties.{property}") is not { Length: > 0 } scope) return;
        if (!put.Cloud.Access.IsAllowed(principal, ResourceId.Parse(scope), action, isData))
            throw Missing(principal, scope, action, usual, $"properties.{property}");
    }

    private static bool HasAccessPolicy(StoredResource vault, string principal) =>
        vault.Body.At("properties.accessPolicies") is JsonArray policies
        && policies.OfType<JsonObject>().Any(policy =>
            principal.Equals(policy.Text("objectId"), StringComparison.OrdinalIgnoreCase)
            && policy.Texts("permissions.secrets[]").Any(permission => permission.Value.ToLowerInvariant() is "set" or "all"));

    private static ArmException Missing(string principal, string scope, string action, string usual, string path)
    {
        var error = ArmErrors.NotAuthorized(principal, action, ResourceId.Parse(scope));
        return new ArmException(error.Status, error.Code,
            $"{error.Message} Usual role: {usual}. (The client is the workspace's user-assigned identity: its roles have to be "
                + "assigned before the workspace is created.)", path);
    }
}
