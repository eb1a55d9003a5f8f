using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Images;

/// <summary>A folder of blobs.</summary>
/// <param name="environment">The environment that the blobs are reached from.</param>
/// <param name="container">Address of the container.</param>
/// <param name="path">The folder, or a single blob, without a slash at its ends.</param>
internal sealed class BlobFolder(LifecycleEnvironment environment, Uri container, string path)
{
    // Metadata of a blob: what tells whether a file is there already.
    private const string HashName = "mlops_sha256";

    private readonly BlobContainerClient _client = environment.Container(container);

    /// <summary>Its address.</summary>
    public Uri Address => new($"{container.AbsoluteUri}/{path}");

    /// <summary>Downloads all files.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<ContextFile>> ReadAsync(CancellationToken cancellationToken)
    {
        List<ContextFile> files = [];
        await foreach (var blob in _client.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, path, cancellationToken))
        {
            // A blob of this very name is a single file; of others that begin alike nothing is meant.
            var name = blob.Name == path ? path[(path.LastIndexOf('/') + 1)..]
                : blob.Name.StartsWith(path + "/", StringComparison.Ordinal) ? blob.Name[(path.Length + 1)..] : null;
            if (name is null || blob.Metadata?.ContainsKey("hdi_isfolder") == true) continue;
            var content = await _client.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
            files.Add(new ContextFile(name, content.Value.Content.ToMemory()));
        }

        return files;
    }

    /// <summary>Downloads one file; null if there is none of this name.</summary>
    /// <param name="name">Its path in the folder.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<string?> ReadTextAsync(string name, CancellationToken cancellationToken)
    {
        var blob = _client.GetBlobClient($"{path}/{name}");
        if (!await blob.ExistsAsync(cancellationToken)) return null;
        return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToString();
    }

    /// <summary>Uploads files; those that a copy before left there with the same content are left alone.</summary>
    /// <param name="files">The files, by their paths in the folder.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many were uploaded.</returns>
    public async Task<int> WriteAsync(IReadOnlyList<ContextFile> files, CancellationToken cancellationToken)
    {
        Dictionary<string, string?> there = [];
        await foreach (var blob in _client.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, path + "/", cancellationToken))
            there[blob.Name] = blob.Metadata?.TryGetValue(HashName, out var known) == true ? known : null;
        var uploaded = 0;
        foreach (var file in files)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(file.Content.Span));
            if (there.GetValueOrDefault($"{path}/{file.Path}") == hash) continue;
            await _client.GetBlobClient($"{path}/{file.Path}").UploadAsync(BinaryData.FromBytes(file.Content),
                new BlobUploadOptions { Metadata = new Dictionary<string, string> { [HashName] = hash } }, cancellationToken);
            uploaded++;
        }

        return uploaded;
    }
}
