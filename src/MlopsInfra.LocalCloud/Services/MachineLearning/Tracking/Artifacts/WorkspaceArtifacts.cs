using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Artifacts;

/// <summary>
/// The artifacts of a workspace: blobs of its storage account, in the container <c>azureml</c>, where Azure has them, too.
/// </summary>
internal sealed class WorkspaceArtifacts(BlobAccounts accounts, BlobStore store, BlobRoutes blobs, TimeProvider time)
{
    /// <summary>Where artifacts are.</summary>
    /// <exception cref="TrackingException">The workspace's storage is not there.</exception>
    public BlobFolder FolderOf(WorkspaceAssets workspace, ArtifactPlace place) =>
        new(AccountOf(workspace), JobArtifacts.Container, place.Blob);

    /// <summary>Where a path in a datastore leads to; null where it names no blobs of this cloud.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="uri">As in <c>azureml://.../datastores/workspaceblobstore/paths/model</c>.</param>
    public BlobFolder? FolderOf(WorkspaceAssets workspace, string uri)
    {
        const string datastores = "/datastores/";
        var at = uri.IndexOf(datastores, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || uri[(at + datastores.Length)..].Split('/', 3) is not [var name, "paths", var path]) return null;
        var datastore = workspace.FindChild("datastores", name);
        return datastore?.Text("properties.accountName") is { } account && accounts.Find(account) is { } found
            && datastore.Text("properties.containerName") is { } container
            ? new BlobFolder(found, container, path.Trim('/')) : null;
    }

    /// <summary>A file; null if there is none.</summary>
    public BlobRecord? Find(WorkspaceAssets workspace, ArtifactPlace place) => Find(FolderOf(workspace, place));

    /// <summary>A file; null if there is none.</summary>
    public BlobRecord? Find(BlobFolder file) => Open(file).Find(file.Path);

    /// <summary>The files below a folder, with their paths in it.</summary>
    public IReadOnlyList<(string Path, BlobRecord Blob)> List(BlobFolder folder)
    {
        var prefix = folder.Path.Length == 0 ? "" : folder.Path + "/";
        return [.. Open(folder).All().Where(blob => blob.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(blob => (blob.Name[prefix.Length..], blob))];
    }

    /// <summary>Takes the body of a request as a file.</summary>
    public async Task WriteAsync(RestRequest request, BlobFolder file)
    {
        var headers = request.Http.Request.Headers;
        var content = await store.Contents.WriteAsync([() => request.AnyBody], request.Http.RequestAborted);
        // The blob service has a header of its own for the type of the content.
        if (request.Http.Request.ContentType is { } type) headers["x-ms-blob-content-type"] = type;
        blobs.Commit(Context(request, file), content, [], "PutBlob");
    }

    /// <summary>Answers a request with a file.</summary>
    public Task SendAsync(RestRequest request, BlobFolder file) => blobs.GetAsync(Context(request, file));

    /// <summary>Deletes a file, or all below a folder.</summary>
    public void Delete(BlobFolder folder)
    {
        var versions = accounts.KeepsVersions(folder.Account);
        foreach (var name in List(folder).Select(found => found.Blob.Name).Append(folder.Path))
            Open(folder).Delete(name, versions, _ => { });
        store.MarkGarbage();
    }

    private BlobContext Context(RestRequest request, BlobFolder file) => new(request, file.Account, file.Container, file.Path,
        Open(file), accounts.CreatedOn(file.Account, file.Container), accounts.KeepsVersions(file.Account), time);

    private BlobContainer Open(BlobFolder folder) => accounts.FindContainer(folder.Account, folder.Container) is null
        ? throw TrackingException.Missing(
            $"The container '{folder.Container}' of the workspace's storage account does not exist.")
        : store.Open(folder.Account.Name, folder.Container, accounts.CreatedOn(folder.Account, folder.Container));

    private BlobAccount AccountOf(WorkspaceAssets workspace) =>
        workspace.StorageAccount is { } id && accounts.Find(id.Name) is { } account ? account
            : throw TrackingException.Missing($"The workspace '{workspace.Id.Name}' has no storage account that exists.");
}
