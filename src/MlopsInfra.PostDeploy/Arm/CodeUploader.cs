using System.Text.Json.Nodes;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Code;

namespace MlopsInfra.PostDeploy.Arm;

/// <summary>
/// Uploads the files of a code asset to the container that the workspace hands out for it, with the signature that comes along
/// or, where none does, the caller's own token.
/// The same version gets the same container, so a run that was cut off finds its files there and uploads the rest.
/// </summary>
internal sealed class CodeUploader
{
    private readonly WorkspaceClient _workspace;
    private readonly AzureConnection _connection;
    private readonly Action<string> _waiting;

    public CodeUploader(WorkspaceClient workspace, AzureConnection connection, Action<string> waiting)
    {
        _workspace = workspace;
        _connection = connection;
        _waiting = waiting;
    }

    /// <summary>Uploads what is missing.</summary>
    /// <param name="asset">The code; gets its address.</param>
    /// <param name="uploaded">Is told the number of files uploaded and of those that were there.</param>
    /// <param name="cancellationToken">Cancels; what is uploaded stays.</param>
    public async Task UploadAsync(CodeAsset asset, Action<int, int> uploaded, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["pendingUploadType"] = "TemporaryBlobReference" };
        var answer = await _workspace.PostAsync($"{asset.Path}/startPendingUpload", body, cancellationToken)
            ?? throw new RequestFailedException("The workspace answered a request for an upload with an empty body.");
        var reference = answer["blobReferenceForConsumption"]!;
        var container = ContainerOf(reference);
        var folder = asset.Snapshot.Name;
        try
        {
            await UploadAsync(asset, container, uploaded, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 403 && e.ErrorCode == PublishException.ClosedNetwork)
        {
            throw new RequestFailedException(
                e.Status,
                $"The storage account '{container.AccountName}' is closed to the network that this runs in. Publish from inside, "
                    + "as on an agent in the environment's network.",
                e.ErrorCode, e);
        }

        asset.Uri = $"{reference["blobUri"]!.GetValue<string>().TrimEnd('/')}/{folder}";
    }

    // A workspace whose datastores go by identity hands out no signature ("credentialType": "None"): then the caller's own token
    // has to do.
    private BlobContainerClient ContainerOf(JsonNode reference)
    {
        var options = ClientSetup.Configure(new BlobClientOptions(), _connection, _waiting);
        if (reference["credential"]?["sasUri"]?.GetValue<string>() is { Length: > 0 } signed)
            return new BlobContainerClient(new Uri(signed), options);
        return reference["blobUri"]?.GetValue<string>() is { Length: > 0 } address
            ? new BlobContainerClient(new Uri(address), _connection.Credential, options)
            : throw new RequestFailedException("The workspace's answer to a request for an upload names no container.");
    }

    private async Task UploadAsync(CodeAsset asset, BlobContainerClient container, Action<int, int> uploaded,
        CancellationToken cancellationToken)
    {
        var folder = asset.Snapshot.Name;
        var there = await NamesAsync(container, folder, cancellationToken);
        var missing = asset.Snapshot.Files.Where(file => !there.Contains($"{folder}/{file.Path}")).ToArray();
        await Parallel.ForEachAsync(
            missing,
            new ParallelOptions { MaxDegreeOfParallelism = _connection.Parallelism, CancellationToken = cancellationToken },
            async (file, token) => await UploadAsync(container.GetBlobClient($"{folder}/{file.Path}"), file, token));

        // The mark of a complete upload, as the Azure ML clients set it: on the first file in the order of the hash.
        var marked = container.GetBlobClient($"{folder}/{asset.Snapshot.Files[0].Path}");
        await marked.SetMetadataAsync(
            new Dictionary<string, string> { ["name"] = asset.Name, ["version"] = asset.Version,
                ["upload_status"] = "completed" },
            cancellationToken: cancellationToken);
        uploaded(missing.Length, there.Count);
    }

    private static async Task<HashSet<string>> NamesAsync(BlobContainerClient container, string folder,
        CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var blobs = container.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder + "/", cancellationToken);
        await foreach (var blob in blobs) names.Add(blob.Name);
        return names;
    }

    private static async Task UploadAsync(BlobClient blob, SnapshotFile file, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = File.OpenRead(file.Source);
            await blob.UploadAsync(
                content,
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409 && e.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            // Another run, or our own try whose answer was lost, put it there: names are bound to the hash, so it is the same
            // file.
        }
    }
}
