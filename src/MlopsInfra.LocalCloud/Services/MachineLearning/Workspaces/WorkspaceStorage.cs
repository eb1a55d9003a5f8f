using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;

/// <summary>What the storage account of a workspace may be.</summary>
internal static class WorkspaceStorage
{
    /// <summary>Refuses one that the service could not use.</summary>
    /// <param name="put">The workspace.</param>
    public static void Check(PutContext put)
    {
        if (put.Body.Text("properties.storageAccount") is { } account
            && put.Cloud.Find(account)?.Body.Text("sku.name")?.StartsWith("Premium", StringComparison.OrdinalIgnoreCase) == true)
            throw new ArmException(400, "ValidationError",
                "Premium storage accounts can't be the default storage of a workspace.", "properties.storageAccount");
        // Only a new workspace is judged: one that is there has its storage for good.
        if (put.IsNew && put.Cloud.Find(put.Body.Text("properties.storageAccount"))?.Body.Flag("properties.isHnsEnabled") == true)
            throw new ArmException(400, "BadRequest", "Cannot use storage with HNS enabled.", "properties.storageAccount");
        CheckDatastoreAccess(put);
    }

    // The datastores that a workspace brings along would have keys that the account refuses.
    private static void CheckDatastoreAccess(PutContext put)
    {
        const string mode = "properties.systemDatastoresAuthMode";
        if (put.Body.Text(mode)?.Equals("AccessKey", StringComparison.OrdinalIgnoreCase) != true) return;
        if (put.Cloud.Find(put.Body.Text("properties.storageAccount"))?.Body.Flag("properties.allowSharedKeyAccess") == false)
        {
            throw new ArmException(400, "KeyBasedAuthenticationNotPermitted",
                "Key based authentication is not permitted on the storage account "
                    + $"'{put.Body.Text("properties.storageAccount")}': 'systemDatastoresAuthMode' has to be 'Identity' or "
                    + "'UserDelegationSAS'.", mode);
        }
    }
}
