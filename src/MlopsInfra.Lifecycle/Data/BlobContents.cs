using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Data;

/// <summary>What tells the contents of blobs apart: their eTags, which change with every write.</summary>
/// <param name="environment">The environment.</param>
internal sealed class BlobContents(LifecycleEnvironment environment)
{
    private const int HashLength = 12;

    // A list of so many takes seconds; of more, somebody else has to keep versions.
    private const int MostBlobs = 50_000;

    /// <summary>
    /// The eTag of a blob, or of a folder a hash over those of its blobs; null where there is no blob, where there are too many,
    /// and where they can't be seen from here.
    /// </summary>
    /// <param name="place">The blob or folder.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<(string? Version, string? Why)> VersionAsync(BlobPlace place, CancellationToken cancellationToken)
    {
        var container = environment.Container(place.Container, environment.Impatient);
        try
        {
            return await ReadAsync(container, place.Path, cancellationToken);
        }
        catch (Exception exception) when (ArmError.IsAzure(exception, cancellationToken))
        {
            var error = ArmError.Of(exception);
            return (null, $"it can't be seen from here ({error.Code})");
        }
    }

    private static async Task<(string? Version, string? Why)> ReadAsync(BlobContainerClient container, string path,
        CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, path.Length == 0 ? null : path,
            cancellationToken))
        {
            var tag = blob.Properties.ETag?.ToString().Trim('"') ?? "";
            if (blob.Name == path) return (tag, null);
            if (path.Length > 0 && !blob.Name.StartsWith($"{path}/", StringComparison.Ordinal)) continue;
            lines.Add($"{blob.Name}\0{tag}\n");
            if (lines.Count > MostBlobs) return (null, $"it has more than {MostBlobs} blobs");
        }

        if (lines.Count == 0) return (null, "it is empty");
        lines.Sort(StringComparer.Ordinal);
        return (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))))[..HashLength], null);
    }
}
