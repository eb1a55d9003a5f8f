using System.Collections.Concurrent;
using System.Globalization;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>The blobs of all accounts, in a folder.</summary>
internal sealed class BlobStore(string folder) : IDisposable
{
    private readonly string _containers = Path.Combine(folder, "containers");
    private readonly ConcurrentDictionary<string, Lazy<BlobContainer>> _open = new(StringComparer.Ordinal);
    private volatile bool _garbage;

    public ContentStore Contents { get; } = new(folder);

    public StagedBlocks Staged { get; } = new(Path.Combine(folder, "staged"));

    /// <summary>The blobs of a container.</summary>
    /// <param name="account">The account.</param>
    /// <param name="container">The container.</param>
    /// <param name="created">When it was created; what one of the same name held that was deleted before is deleted now.</param>
    public BlobContainer Open(string account, string container, DateTimeOffset created)
    {
        var path = PathOf(account, container, created);
        return _open.GetOrAdd(path, key => new Lazy<BlobContainer>(() =>
        {
            DeleteEarlier(key);
            return new BlobContainer(key);
        })).Value;
    }

    /// <summary>The lease on a container, which is not opened for that unless it has one; null where there is none.</summary>
    /// <param name="account">The account.</param>
    /// <param name="container">The container.</param>
    /// <param name="created">When it was created.</param>
    public BlobLease? LeaseOf(string account, string container, DateTimeOffset created) =>
        PathOf(account, container, created) is var path && (_open.ContainsKey(path) || BlobContainer.HasLease(path))
            ? Open(account, container, created).Lease : null;

    /// <summary>Forgets the blobs of a container that was deleted.</summary>
    public void Delete(string account, string container)
    {
        var path = FolderOf(account, container);
        foreach (var key in _open.Keys.Where(key => key.StartsWith(path + Path.DirectorySeparatorChar,
            StringComparison.Ordinal))) _open.TryRemove(key, out _);
        if (!Directory.Exists(path)) return;
        Directory.Delete(path, recursive: true);
        _garbage = true;
    }

    private string PathOf(string account, string container, DateTimeOffset created) =>
        Path.Combine(FolderOf(account, container), created.UtcTicks.ToString("x", CultureInfo.InvariantCulture));

    // One folder for one container, whatever spelling came first: names of both have small letters only.
    private string FolderOf(string account, string container) =>
        Path.Combine(_containers, account.ToLowerInvariant(), container.ToLowerInvariant());

    private void DeleteEarlier(string current)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(current)!);
        if (!folder.Exists) return;
        foreach (var earlier in folder.EnumerateDirectories().Where(each => each.FullName != Path.GetFullPath(current)))
        {
            earlier.Delete(recursive: true);
            _garbage = true;
        }
    }

    /// <summary>Content may have lost its last blob.</summary>
    public void MarkGarbage() => _garbage = true;

    /// <summary>
    /// Deletes content that no blob has any more, if anything was deleted, and blocks that were never committed.
    /// </summary>
    public void Dispose()
    {
        Staged.Clear();
        if (!_garbage || !Directory.Exists(_containers)) return;
        var used = Directory.EnumerateDirectories(_containers, "*", SearchOption.AllDirectories)
            .SelectMany(path => new BlobContainer(path).AllKept())
            .Select(blob => blob.Hash)
            .ToHashSet(StringComparer.Ordinal);
        Contents.Keep(used);
    }
}
