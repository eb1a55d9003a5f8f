using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MlopsInfra.PostDeploy.Code;

namespace MlopsInfra.PostDeploy.Arm;

/// <summary>
/// A blob container that snapshots are uploaded to. Where a snapshot lies is bound to its hash: a run that was cut off finds its
/// files there and uploads the rest, and nothing is ever overwritten.
/// </summary>
internal sealed class UploadContainer
{
    // Pieces small enough for one try each on a slow line; a smaller file goes in one.
    private const int PieceSize = 8 << 20;

    private static readonly StorageTransferOptions Pieces =
        new() { InitialTransferSize = PieceSize, MaximumTransferSize = PieceSize, MaximumConcurrency = 4 };

    private readonly BlobContainerClient _container;
    private readonly int _parallelism;

    /// <param name="container">The container.</param>
    /// <param name="parallelism">How many files are under way at once.</param>
    public UploadContainer(BlobContainerClient container, int parallelism)
    {
        _container = container;
        _parallelism = parallelism;
    }

    /// <summary>Uploads what is missing, and marks the upload as complete.</summary>
    /// <param name="folder">Where the snapshot lies; empty, or with a slash at its end.</param>
    /// <param name="snapshot">The files.</param>
    /// <param name="name">Name of the asset that the mark names.</param>
    /// <param name="version">Its version.</param>
    /// <param name="cancellationToken">Cancels; what is uploaded stays.</param>
    /// <returns>The number of files uploaded, and of those that were there.</returns>
    public async Task<(int Uploaded, int There)> UploadAsync(string folder, Snapshot snapshot, string name, string version,
        CancellationToken cancellationToken)
    {
        try
        {
            return await UploadFilesAsync(folder, snapshot, name, version, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 403 && e.ErrorCode == PublishException.ClosedNetwork)
        {
            throw new RequestFailedException(
                e.Status,
                $"The storage account '{_container.AccountName}' is closed to the network that this runs in. Publish from "
                    + "inside, "
                    + "as on an agent in the environment's network.",
                e.ErrorCode, e);
        }
    }

    private async Task<(int Uploaded, int There)> UploadFilesAsync(string folder, Snapshot snapshot, string name, string version,
        CancellationToken cancellationToken)
    {
        var there = await BlobsAsync($"{folder}{snapshot.Name}{(snapshot.IsFolder ? "/" : "")}", cancellationToken);
        var missing = new List<SnapshotFile>();
        foreach (var file in snapshot.Files)
        {
            if (there.GetValueOrDefault(folder + snapshot.PathOf(file)) is not { } blob) missing.Add(file);
            else CheckSame(blob, file);
        }

        await Parallel.ForEachAsync(
            missing,
            new ParallelOptions { MaxDegreeOfParallelism = _parallelism, CancellationToken = cancellationToken },
            async (file, token) =>
                await UploadAsync(_container.GetBlobClient(folder + snapshot.PathOf(file)), file, token));

        // The mark of a complete upload, on the file on which the Azure ML clients look for it.
        var marked = folder + snapshot.PathOf(snapshot.Files.MinBy(file => file.Source, PathOrder.OfCodePoints)!);
        if (missing.Count > 0 || there[marked].Metadata?.ContainsKey("upload_status") != true)
        {
            await _container.GetBlobClient(marked).SetMetadataAsync(
                new Dictionary<string, string> { ["name"] = name, ["version"] = version, ["upload_status"] = "completed" },
                cancellationToken: cancellationToken);
        }

        return (missing.Count, snapshot.Files.Count - missing.Count);
    }

    private async Task<Dictionary<string, BlobItem>> BlobsAsync(string prefix, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, BlobItem>(StringComparer.Ordinal);
        var blobs = _container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancellationToken);
        await foreach (var blob in blobs) found[blob.Name] = blob;
        return found;
    }

    // The hash of a folder holds no lengths, so that two contents may have the same one by their making.
    private void CheckSame(BlobItem blob, SnapshotFile file)
    {
        if (blob.Properties.ContentLength is not { } length || length == file.Length) return;
        throw new RequestFailedException(409,
            $"'{blob.Name}' in the container '{_container.Name}' has {length} bytes, '{file.Source}' has {file.Length}: another "
                + "content was uploaded under its address. Delete it there.",
            "ContentDiffers", null);
    }

    private static async Task UploadAsync(BlobClient blob, SnapshotFile file, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = LocalFile.Open(file.Source);
            await blob.UploadAsync(
                content,
                new BlobUploadOptions
                {
                    Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All }, TransferOptions = Pieces,
                },
                cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409 && e.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            // Another run, or our own try whose answer was lost, put it there: names are bound to the hash, so it is the same
            // file.
        }
        catch (RequestFailedException e) when (e.Status != 403)
        {
            throw new RequestFailedException(e.Status, $"'{file.Source}' was not uploaded: {e.Message}", e.ErrorCode, e);
        }
    }
}
