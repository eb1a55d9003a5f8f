using MlopsInfra.Formats.Files;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>Brings a job's data to its process and back.</summary>
internal sealed class JobData(JobBlobs blobs, JobLocations locations)
{
    /// <summary>What a job's input depends on: its literal, or the names and hashes of its blobs.</summary>
    public async Task<string> FingerprintAsync(JobValue value, WorkspaceAssets workspace, JobAccess access,
        CancellationToken cancellationToken)
    {
        if (value.Uri is null) return value.Literal ?? "";
        var place = locations.Find(value.Uri, workspace);
        var found = await blobs.ListAsync(place, access, cancellationToken);
        return string.Join('\n', found.Select(blob => $"{blob.Name[place.Path.Length..]} {blob.Md5}"));
    }

    /// <summary>Downloads an input, and answers what stands for it in the command.</summary>
    /// <param name="name">The input.</param>
    /// <param name="value">What it has.</param>
    /// <param name="folder">The folder of the job's inputs.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="access">The job's rights.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="JobException">It is not there.</exception>
    public async Task<string> ReadAsync(string name, JobValue value, string folder, WorkspaceAssets workspace, JobAccess access,
        CancellationToken cancellationToken)
    {
        if (value.Uri is not { } uri) return value.Literal ?? "";
        if ("Direct".Equals(value.Mode, StringComparison.OrdinalIgnoreCase)) return uri;
        var place = locations.Find(uri, workspace);
        var found = await blobs.ListAsync(place, access, cancellationToken);
        if (found.Count == 0)
            throw JobException.User(
                $"The input '{name}' has no data: there is nothing at '{uri}' (container '{place.Container}' of "
                + $"the storage account '{place.Account}', path '{place.Path}'). Code: StreamAccess.NotFound.");
        var isFile = found is [var only] && only.Name == place.Path;
        if (!isFile && "uri_file".Equals(value.Type, StringComparison.OrdinalIgnoreCase))
            throw JobException.User($"The input '{name}' is of type uri_file, but '{uri}' is a folder.");
        var target = Path.Combine(folder, InnerPaths.FileName(name));
        if (isFile)
        {
            var file = Inside(target, Path.GetFileName(place.Path));
            await blobs.DownloadAsync(place, place.Path, file, access, cancellationToken);
            return file;
        }

        foreach (var blob in found)
        {
            var inner = blob.Name[place.Path.Length..].TrimStart('/');
            await blobs.DownloadAsync(place, blob.Name, Inside(target, inner), access, cancellationToken);
        }

        return target;
    }

    /// <summary>Uploads what a job wrote to an output.</summary>
    /// <param name="path">The folder or file that it wrote.</param>
    /// <param name="uri">Where the output is.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="access">The job's rights.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many files it wrote.</returns>
    public async Task<int> WriteAsync(string path, string uri, WorkspaceAssets workspace, JobAccess access,
        CancellationToken cancellationToken)
    {
        var place = locations.Find(uri, workspace);
        if (File.Exists(path))
        {
            await UploadAsync(place, place.Path, path, access, cancellationToken);
            return 1;
        }

        if (!Directory.Exists(path)) return 0;
        var count = 0;
        foreach (var file in FolderFiles.Below(path))
        {
            await UploadAsync(place, place.Below(Path.GetRelativePath(path, file).Replace('\\', '/')).Path, file, access,
                cancellationToken);
            count++;
        }

        return count;
    }

    /// <summary>Downloads a folder of blobs.</summary>
    public async Task DownloadFolderAsync(BlobPlace place, string folder, JobAccess access, CancellationToken cancellationToken)
    {
        foreach (var blob in await blobs.ListAsync(place, access, cancellationToken))
            await blobs.DownloadAsync(place, blob.Name, Inside(folder, blob.Name[place.Path.Length..].TrimStart('/')), access,
                cancellationToken);
    }

    /// <summary>Uploads content as a blob.</summary>
    public async Task UploadAsync(BlobPlace place, string blob, byte[] content, JobAccess access,
        CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent(content);
        await blobs.UploadAsync(place, blob, body, access, cancellationToken);
    }

    private async Task UploadAsync(BlobPlace place, string blob, string file, JobAccess access,
        CancellationToken cancellationToken)
    {
        await using var stream = OrdinaryFile.Open(file);
        using var body = new StreamContent(stream);
        await blobs.UploadAsync(place, blob, body, access, cancellationToken);
    }

    // A blob may be named '../x': what it is put into stays the folder.
    private static string Inside(string folder, string name) => InnerPaths.Below(folder, name)
        ?? throw JobException.User($"The blob '{name}' can't be a file below the folder that it is downloaded to.");
}
