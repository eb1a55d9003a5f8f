using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Contents in files named by their hash: the same content is kept once, and no content is ever half there.</summary>
internal sealed class ContentStore
{
    private const string Appendable = "append-";

    private readonly string _contents;
    private readonly Lazy<string> _incoming;

    public ContentStore(string folder)
    {
        _contents = Path.Combine(folder, "contents");
        // What a process that died was writing is nobody's, as one process at a time has the store.
        _incoming = new Lazy<string>(() => Emptied(Path.Combine(folder, "incoming"), "*"));
    }

    /// <summary>Takes content in.</summary>
    [SuppressMessage("Security", "CA5351",
        Justification = "Content-MD5 is part of the Blob service's protocol; nothing is protected by it.")]
    public async Task<StoredContent> WriteAsync(IReadOnlyList<Func<Stream>> parts, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(_incoming.Value, Guid.NewGuid().ToString("N"));
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        long length = 0;
        try
        {
            await using (var file =
                PrivateFiles.Open(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous))
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

    /// <summary>Makes empty content that can be appended to, under a name of its own.</summary>
    public StoredContent CreateAppendable()
    {
        var name = $"{Appendable}{Guid.NewGuid():N}";
        PrivateFiles.CreateFolder(Path.GetDirectoryName(PathOf(name))!);
        using (PrivateFiles.OpenWrite(PathOf(name), FileMode.CreateNew))
        {
            return new StoredContent(name, "", 0);
        }
    }

    /// <summary>Whether content can be appended to.</summary>
    public static bool IsAppendable(string name) => name.StartsWith(Appendable, StringComparison.Ordinal);

    /// <summary>Appends to content. What an append that failed left behind the end is written over.</summary>
    /// <param name="name">The content.</param>
    /// <param name="length">Where it ends.</param>
    /// <param name="block">What is appended; read from its beginning.</param>
    public void Append(string name, long length, Stream block)
    {
        using var file = new FileStream(PathOf(name), FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(length, SeekOrigin.Begin);
        block.Seek(0, SeekOrigin.Begin);
        block.CopyTo(file);
    }

    /// <summary>A file for what comes in, which is gone when it is closed.</summary>
    public FileStream OpenIncoming()
    {
        return PrivateFiles.Open(Path.Combine(_incoming.Value, Guid.NewGuid().ToString("N")), FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None, 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
    }

    public Stream Open(string hash) =>
        new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024,
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

    /// <summary>A folder to write in, without what a process that died has left there.</summary>
    /// <param name="folder">The folder; it is made if it is missing.</param>
    /// <param name="pattern">What is left over, as a pattern of file names.</param>
    public static string Emptied(string folder, string pattern)
    {
        PrivateFiles.CreateFolder(folder);
        foreach (var file in Directory.EnumerateFiles(folder, pattern)) File.Delete(file);
        return folder;
    }

    private string PathOf(string hash) => Path.Combine(_contents, hash[..2], hash);
}
