using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;

/// <summary>
/// The datastores that a new workspace creates, with their containers ("Datastores", Azure Machine Learning documentation).
/// </summary>
internal static class WorkspaceDatastores
{
    /// <summary>Two blob and two file datastores.</summary>
    public static IEnumerable<StoreChange> Create(PutContext put, StoredResource workspace)
    {
        if (WorkspaceKind.StorageOf(put) is not { } account) yield break;
        var guid = workspace.Computed.Text("properties.workspaceId")!;
        var accountName = ResourceId.Parse(account).Name;
        foreach (var (name, container) in ((string, string)[])[("workspaceblobstore", $"azureml-blobstore-{guid}"),
            ("workspaceartifactstore", "azureml")])
        {
            yield return Datastore(put, name, "AzureBlob", accountName, "containerName", container,
                isDefault: name == "workspaceblobstore");
            var id = $"{account}/blobServices/default/containers/{container}";
            if (put.Cloud.Store.Find(id) is null)
                yield return Written(put, id, "Microsoft.Storage/storageAccounts/blobServices/containers", [],
                    new JsonObject { ["publicAccess"] = "None" });
        }

        foreach (var (name, share) in ((string, string)[])[("workspacefilestore", $"azureml-filestore-{guid}"),
            ("workspaceworkingdirectory", $"code-{guid[..8]}")])
            yield return Datastore(put, name, "AzureFile", accountName, "fileShareName", share, isDefault: false);
    }

    // With keys unless the workspace says otherwise, or the account accepts none.
    private static string CredentialsOf(PutContext put) =>
        (put.Body.Text("properties.systemDatastoresAuthMode") ?? "AccessKey").Equals("AccessKey",
            StringComparison.OrdinalIgnoreCase)
            && put.Cloud.Find(WorkspaceKind.StorageOf(put))?.Body.Flag("properties.allowSharedKeyAccess") != false
            ? "AccountKey" : "None";

    private static StoreChange Datastore(PutContext put, string name, string type, string account, string place, string placeName,
        bool isDefault) => Written(
        put,
        $"{put.Id}/datastores/{name}",
        DatastoreResource.TypeName,
        new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["datastoreType"] = type,
                ["accountName"] = account,
                [place] = placeName,
                ["endpoint"] = "core.windows.net",
                ["protocol"] = "https",
                ["credentials"] = new JsonObject { ["credentialsType"] = CredentialsOf(put) },
                ["serviceDataAccessAuthIdentity"] = "None",
            },
        },
        new JsonObject { ["isDefault"] = isDefault });

    private static StoreChange Written(PutContext put, string id, string type, JsonObject body, JsonObject properties)
    {
        var now = put.Cloud.Now;
        var computed = new JsonObject { ["id"] = id, ["name"] = id[(id.LastIndexOf('/') + 1)..], ["type"] = type,
            ["properties"] = properties };
        return new StoreChange(id, new StoredResource(id, type, body, computed, now, now, []));
    }
}
