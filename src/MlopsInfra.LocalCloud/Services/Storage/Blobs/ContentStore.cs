using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Contents in files named by their hash: the same content is kept once, and no content is ever half there.</summary>
internal sealed class ContentStore
{
    private readonly string _contents;
    private readonly string _incoming;

    public ContentStore(string folder)
    {
        _contents = Path.Combine(folder, "contents");
        _incoming = Path.Combine(folder, "incoming");
    }

    /// <summary>Takes content in.</summary>
    [SuppressMessage("Security", "CA5351",
        Justification = "Content-MD5 is part of the Blob service's protocol; nothing is protected by it.")]
    public async Task<StoredContent> WriteAsync(IReadOnlyList<Func<Stream>> parts, CancellationToken cancellationToken)
    {
        PrivateFiles.CreateFolder(_incoming);
        var temporary = Path.Combine(_incoming, Guid.NewGuid().ToString("N"));
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        long length = 0;
        try
        {
            await using (var file =
                new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous))
            {
                var buffer = new byte[128 * 1024];
                foreach (var open in parts)
                {
                    await using var part = open();
                    int read;
                    while ((read = await part.ReadAsync(buffer, cancellationToken)) > 0)
                    {
                        sha.AppendData(buffer, 0, read);
                        md5.AppendData(buffer, 0, read);
                        await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                        length += read;
                    }
                }
            }

            var stored = new StoredContent(Convert.ToHexStringLower(sha.GetHashAndReset()),
                Convert.ToBase64String(md5.GetHashAndReset()), length);
            var target = PathOf(stored.Hash);
            PrivateFiles.CreateFolder(Path.GetDirectoryName(target)!);
            File.Move(temporary, target, overwrite: true);
            return stored;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public Stream Open(string hash) =>
        new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024,
            FileOptions.Asynchronous);

    /// <summary>Deletes what nothing refers to.</summary>
    public void Keep(IReadOnlySet<string> hashes)
    {
        if (!Directory.Exists(_contents)) return;
        foreach (var file in Directory.EnumerateFiles(_contents, "*", SearchOption.AllDirectories))
        {
            if (!hashes.Contains(Path.GetFileName(file))) File.Delete(file);
        }
    }

    private string PathOf(string hash) => Path.Combine(_contents, hash[..2], hash);
}
