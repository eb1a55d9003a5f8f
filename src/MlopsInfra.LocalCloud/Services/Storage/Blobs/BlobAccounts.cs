using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Finds accounts and containers, which are resources of the control plane, for the data plane.</summary>
internal sealed class BlobAccounts(IResourceManager resources)
{
    /// <summary>The account behind upload URLs and logs of registry tasks, which in Azure belongs to the service.</summary>
    public const string TasksAccount = "acrtaskslocal";

    /// <summary>An account by its name, which is unique in the world; null if there is none.</summary>
    public BlobAccount? Find(string name) =>
        name == TasksAccount ? BlobAccount.Tasks
            : resources.FindByName(StorageAccountResource.TypeName, name) is { } found ? new BlobAccount(found) : null;

    /// <summary>A container; null if there is none.</summary>
    public JsonObject? FindContainer(BlobAccount account, string container) =>
        account == BlobAccount.Tasks ? [] : resources.Find(ContainerId(account, container));

    /// <summary>Whether an account keeps versions of blobs: <c>isVersioningEnabled</c> of its blob service.</summary>
    public bool KeepsVersions(BlobAccount account) => account != BlobAccount.Tasks
        && resources.Find(account.Id.Child("blobServices", "default"))?.Flag("properties.isVersioningEnabled") == true;

    /// <summary>When a container was created: one of the same name that was deleted before had other blobs.</summary>
    public DateTimeOffset CreatedOn(BlobAccount account, string container) =>
        resources.CreatedOn(ContainerId(account, container)) ?? DateTimeOffset.UnixEpoch;

    /// <summary>The ETag of a container, in quotes.</summary>
    public static string ETagOf(JsonObject container)
    {
        var etag = (container["etag"] ?? container["properties"]?["etag"])?.ToString() ?? "0x8D000000000000";
        return etag.StartsWith('"') ? etag : $"\"{etag}\"";
    }

    public static ResourceId ContainerId(BlobAccount account, string container) =>
        account.Id.Child("blobServices", "default").Child("containers", container);

    /// <summary>The names of an account's containers.</summary>
    public IEnumerable<string> ContainerNames(BlobAccount account) =>
        resources.Names(account.Id.Child("blobServices", "default"), BlobContainerResource.TypeName);
}
