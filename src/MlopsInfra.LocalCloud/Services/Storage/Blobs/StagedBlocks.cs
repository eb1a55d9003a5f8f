using System.Collections.Concurrent;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Blocks that were put and not committed yet. They do not outlive the server (in Azure: a week).</summary>
internal sealed class StagedBlocks(string folder)
{
    private readonly ConcurrentDictionary<(string Blob, string Id), (string File, long Length)> _blocks = new();

    public async Task PutAsync(string blob, string id, Stream content, CancellationToken cancellationToken)
    {
        PrivateFiles.CreateFolder(folder);
        var path = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        long length;
        await using (var file =
            PrivateFiles.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, FileOptions.Asynchronous))
        {
            await content.CopyToAsync(file, cancellationToken);
            length = file.Length;
        }

        _blocks.AddOrUpdate((blob, id), (path, length), (_, old) =>
        {
            File.Delete(old.File);
            return (path, length);
        });
    }

    public (string File, long Length)? Find(string blob, string id) =>
        _blocks.TryGetValue((blob, id), out var block) ? block : null;

    public IReadOnlyList<BlobBlock> Of(string blob) =>
        [.. _blocks.Where(pair => pair.Key.Blob == blob).Select(pair => new BlobBlock(pair.Key.Id, pair.Value.Length))
            .OrderBy(block => block.Id, StringComparer.Ordinal)];

    /// <summary>A commit ends all blocks of the blob, used or not.</summary>
    public void Forget(string blob)
    {
        foreach (var key in _blocks.Keys.Where(key => key.Blob == blob))
        {
            if (_blocks.TryRemove(key, out var block)) File.Delete(block.File);
        }
    }

    public void Clear()
    {
        _blocks.Clear();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
