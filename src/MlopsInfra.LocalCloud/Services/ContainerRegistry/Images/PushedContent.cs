using System.Security.Cryptography;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>What clients pushed to registries: manifests and blobs as they are, each registry's in a folder of its own.</summary>
/// <param name="folder">The folder of all.</param>
internal sealed class PushedContent(string folder)
{
    /// <summary>Begins an upload.</summary>
    /// <returns>Its name.</returns>
    public string Begin(string registry)
    {
        var name = Guid.NewGuid().ToString();
        PrivateFiles.CreateFolder(UploadsOf(registry));
        PrivateFiles.Write(Path.Combine(UploadsOf(registry), name), []);
        return name;
    }

    /// <summary>Appends to an upload.</summary>
    /// <returns>How long it is now; null if there is no such upload.</returns>
    public async Task<long?> AppendAsync(string registry, string upload, Stream content, CancellationToken cancellationToken)
    {
        var file = Path.Combine(UploadsOf(registry), upload);
        if (!Guid.TryParse(upload, out _) || !File.Exists(file)) return null;
        await using var stream = PrivateFiles.OpenWrite(file, FileMode.Append, FileShare.Read);
        await content.CopyToAsync(stream, cancellationToken);
        return stream.Length;
    }

    /// <summary>Ends an upload.</summary>
    /// <returns>Whether it has the digest; if not, it is gone.</returns>
    public async Task<bool> EndAsync(string registry, string upload, string digest, CancellationToken cancellationToken)
    {
        var file = Path.Combine(UploadsOf(registry), upload);
        string found;
        await using (var stream = File.OpenRead(file))
            found = "sha256:" + Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        if (found != digest)
        {
            File.Delete(file);
            return false;
        }

        PrivateFiles.CreateFolder(BlobsOf(registry));
        File.Move(file, FileOf(registry, digest), overwrite: true);
        return true;
    }

    /// <summary>Keeps a manifest.</summary>
    public void Keep(string registry, string digest, byte[] manifest)
    {
        PrivateFiles.CreateFolder(BlobsOf(registry));
        PrivateFiles.Write(FileOf(registry, digest), manifest);
    }

    /// <summary>Something pushed; null if there is none of this digest.</summary>
    public FileStream? Open(string registry, string digest) =>
        ImageStore.IsDigest(digest) && File.Exists(FileOf(registry, digest)) ? File.OpenRead(FileOf(registry, digest)) : null;

    private string UploadsOf(string registry) => Path.Combine(folder, registry, "uploads");

    private string BlobsOf(string registry) => Path.Combine(folder, registry, "blobs");

    private string FileOf(string registry, string digest) => Path.Combine(BlobsOf(registry), digest["sha256:".Length..]);
}
