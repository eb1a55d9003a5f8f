using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>Copies what an asset points at, a folder of blobs or a single one, to the disk.</summary>
internal sealed class BlobFolders(BlobStore store, BlobAccounts accounts, IAccessControl access)
{
    private const string Datastores = "/datastores/";
    private const string Paths = "/paths/";
    private const string Jobs = "azureml://jobs/";

    /// <summary>Copies.</summary>
    /// <param name="uri">An https address of blobs, a path of a datastore, or an output of a job.</param>
    /// <param name="workspace">The workspace that the asset is in.</param>
    /// <param name="target">The folder that the blobs are put into, below the last name of the address if that is kept.</param>
    /// <param name="keepsName">Whether they are put below that name.</param>
    /// <param name="readers">Object ids of the identities that read them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether there is anything at that address.</returns>
    /// <exception cref="WorkloadException">None of the identities may read it.</exception>
    public async Task<bool> CopyAsync(string uri, WorkspaceAssets workspace, string target, bool keepsName,
        IReadOnlyList<string> readers, CancellationToken cancellationToken)
    {
        PrivateFiles.CreateFolder(target);
        if (Locate(uri, workspace) is not { } place || accounts.Find(place.Account) is not { } account
            || accounts.FindContainer(account, place.Container) is null) return false;
        RequireRight(place, account, workspace, readers);
        var blobs = store.Open(account.Name, place.Container, accounts.CreatedOn(account, place.Container));
        var path = place.Path.Trim('/');
        var name = keepsName ? path[(path.LastIndexOf('/') + 1)..] : "";
        var found = false;
        foreach (var blob in blobs.All())
        {
            // A blob of this very name is a file; all below it are the files of a folder.
            var relative = blob.Name == path ? path[(path.LastIndexOf('/') + 1)..]
                : path.Length == 0 ? blob.Name
                : blob.Name.StartsWith(path + "/", StringComparison.Ordinal)
                ? System.IO.Path.Combine(name, blob.Name[(path.Length + 1)..])
                : null;
            if (relative is null || blob.Metadata.ContainsKey("hdi_isfolder")) continue;
            await WriteAsync(blob, target, relative, cancellationToken);
            found = true;
        }

        return found;
    }

    // The service itself reads the workspace's own account, and datastores that it has a key of.
    private void RequireRight(BlobPlace place, BlobAccount account, WorkspaceAssets workspace, IReadOnlyList<string> readers)
    {
        if (place.HasKey || account.Name.Equals(workspace.StorageAccount?.Name, StringComparison.OrdinalIgnoreCase)) return;
        var container = BlobAccounts.ContainerId(account, place.Container);
        if (readers.Any(reader => access.IsAllowed(reader, container, BlobRight.Read.Action, BlobRight.Read.IsDataAction)))
            return;
        throw new WorkloadException($"The identity of the endpoint may not read the container '{place.Container}' of the storage "
            + $"account '{account.Name}': AuthorizationPermissionMismatch ({BlobRight.Read.Action}).");
    }

    private async Task WriteAsync(BlobRecord blob, string target, string relative, CancellationToken cancellationToken)
    {
        // The name of a blob may lead anywhere.
        var file = InnerPaths.Below(target, relative)
            ?? throw new WorkloadException($"The blob '{blob.Name}' can't be a file below the folder that it is downloaded to.");
        PrivateFiles.CreateFolder(System.IO.Path.GetDirectoryName(file)!);
        await using var from = store.Contents.Open(blob.Hash);
        await using var to = PrivateFiles.OpenWrite(file, FileMode.Create, FileShare.Read);
        await from.CopyToAsync(to, cancellationToken);
    }

    /// <summary>Where an address leads; null for none of this cloud.</summary>
    /// <param name="uri">An https address of blobs, a path of a datastore, or an output of a job.</param>
    /// <param name="workspace">The workspace that the address is of.</param>
    public static BlobPlace? Locate(string uri, WorkspaceAssets workspace)
    {
        if (uri.StartsWith(Jobs, StringComparison.OrdinalIgnoreCase)) return OfJob(uri[Jobs.Length..], workspace);
        if (uri.StartsWith("azureml:", StringComparison.OrdinalIgnoreCase)) return OfDatastore(uri, workspace);
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var address)) return null;
        var path = Uri.UnescapeDataString(address.AbsolutePath).TrimStart('/').Split('/', 3);
        if (AzureHosts.BlobAccount(address.Host) is { } account)
            return path is [{ Length: > 0 } container, ..]
                ? new BlobPlace(account, container, string.Join('/', path[1..]), HasKey: false) : null;
        return AzureHosts.IsLoopback(address.Host) && path is [var first, var second, ..]
            ? new BlobPlace(first, second, path.Length > 2 ? path[2] : "", HasKey: false) : null;
    }

    // azureml://[subscriptions/.../]datastores/NAME/paths/PATH
    private static BlobPlace? OfDatastore(string uri, WorkspaceAssets workspace)
    {
        var at = uri.IndexOf(Datastores, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var rest = uri[(at + Datastores.Length)..];
        var paths = rest.IndexOf(Paths, StringComparison.OrdinalIgnoreCase);
        return paths < 0 ? null : Of(workspace, rest[..paths], rest[(paths + Paths.Length)..]);
    }

    // JOB/outputs/NAME[/paths/PATH], or JOB/outputs/artifacts/paths/PATH: where the job put it, or else where outputs go by
    // default.
    private static BlobPlace? OfJob(string reference, WorkspaceAssets workspace)
    {
        if (reference.Split('/', 4) is not [var job, "outputs", var output, ..] parts) return null;
        var below =
            parts.Length > 3 && parts[3].StartsWith("paths/", StringComparison.Ordinal) ? parts[3]["paths/".Length..] : "";
        if (output == "artifacts") return Of(workspace, "workspaceartifactstore", $"ExperimentRun/dcid.{job}/{below}");
        if (workspace.FindChild("jobs", job)?.Text($"properties.outputs.{output}.uri") is { } uri
            && !uri.Contains("${{", StringComparison.Ordinal))
            return OfDatastore($"{uri.TrimEnd('/')}/{below}", workspace);
        return Of(workspace, "workspaceblobstore", $"azureml/{job}/{output}/{below}");
    }

    private static BlobPlace? Of(WorkspaceAssets workspace, string datastore,
        string path) =>
        workspace.FindChild("datastores", datastore) is { } found && found.Text("properties.accountName") is { } account
            && found.Text("properties.containerName") is { } container
            ? new BlobPlace(account, container, path,
                found.Text("properties.credentials.credentialsType") is not (null or "None")) : null;
}
