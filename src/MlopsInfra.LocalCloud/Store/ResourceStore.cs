using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Store;

/// <summary>
/// All resources, in memory, with what lookups need: by key, by type, by what they stand in. Every change is in the journal
/// before it is in memory. Safe for use from many threads; who needs several steps to be one holds <see cref="Gate"/>.
/// </summary>
internal sealed class ResourceStore : IDisposable
{
    private readonly Dictionary<string, StoredResource> _resources = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<string>> _children = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<string>> _types = new(StringComparer.OrdinalIgnoreCase);
    private readonly StoreJournal? _journal;
    private readonly ProcessLock? _lock;

    private ResourceStore(StoreJournal? journal, ProcessLock? storeLock)
    {
        _journal = journal;
        _lock = storeLock;
    }

    /// <summary>Held while a request is checked and written.</summary>
    public Lock Gate { get; } = new();

    /// <summary>
    /// Something was written. Raised by who wrote it, who may hold <see cref="Gate"/>: a handler only notes that it happened.
    /// </summary>
    public event EventHandler? Committed;

    /// <summary>Changes written since the store was opened.</summary>
    public long Writes { get; private set; }

    /// <summary>How many resources there are.</summary>
    public int Count
    {
        get
        {
            lock (Gate) return _resources.Count;
        }
    }

    /// <summary>Opens the store in a folder, which is made if it is missing.</summary>
    /// <param name="folder">The folder; null keeps everything in memory only.</param>
    /// <exception cref="StoreException">It is damaged, locked or can't be written.</exception>
    public static ResourceStore Open(string? folder)
    {
        if (folder is null) return new ResourceStore(null, null);
        try
        {
            PrivateFiles.CreateFolder(folder);
            Narrowing.Narrow(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException("StoreNotWritable",
                $"The folder of the local cloud '{folder}' can't be made: {exception.Message}", exception);
        }

        var storeLock = StoreLock.Take(folder);
        try
        {
            var journal = new StoreJournal(folder, new SecretBox(folder));
            var store = new ResourceStore(journal, storeLock);
            journal.Load(store.Insert, store.Remove);
            return store;
        }
        catch
        {
            storeLock.Dispose();
            throw;
        }
    }

    /// <summary>A resource by its key; null if there is none.</summary>
    public StoredResource? Find(string key)
    {
        lock (Gate) return _resources.GetValueOrDefault(key);
    }

    /// <summary>What stands directly in a resource or scope.</summary>
    public IReadOnlyList<StoredResource> Children(string key)
    {
        lock (Gate) return _children.TryGetValue(key, out var keys) ? [.. keys.Select(child => _resources[child])] : [];
    }

    /// <summary>All resources of a type.</summary>
    public IReadOnlyList<StoredResource> OfType(ResourceType type)
    {
        lock (Gate) return _types.TryGetValue(type, out var keys) ? [.. keys.Select(key => _resources[key])] : [];
    }

    /// <summary>Everything.</summary>
    public IReadOnlyList<StoredResource> All()
    {
        lock (Gate) return [.. _resources.Values];
    }

    /// <summary>Whether a resource of this type has this name, anywhere.</summary>
    public StoredResource? FindByName(ResourceType type, string name) =>
        OfType(type).FirstOrDefault(resource => resource.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes changes: first to the journal, then to memory.</summary>
    public void Commit(IReadOnlyCollection<StoreChange> changes)
    {
        if (changes.Count == 0) return;
        lock (Gate)
        {
            _journal?.Append(changes);
            foreach (var change in changes)
            {
                if (change.Resource is { } resource) Insert(resource);
                else Remove(change.Key);
            }

            Writes += changes.Count;
        }

        Committed?.Invoke(this, EventArgs.Empty);
    }

    public void Dispose()
    {
        lock (Gate)
        {
            // Rewriting pays when most lines are outdated; a store that was only read is left alone.
            if (_journal is not null && Writes > 0 && _journal.Lines > 64 && _journal.Lines > 2 * _resources.Count)
                _journal.Compact(_resources.Values);
            _journal?.Dispose();
            _lock?.Dispose();
        }
    }

    /// <summary>What a key stands in; null if it stands at the top.</summary>
    private static string? ParentOf(string key) => ResourceId.TryParse(key, out var id) ? id.Parent?.Value : null;

    private void Insert(StoredResource resource)
    {
        var isNew = !_resources.ContainsKey(resource.Key);
        _resources[resource.Key] = resource;
        if (!isNew) return;
        Add(_types, resource.Type, resource.Key);
        if (ParentOf(resource.Key) is { } parent) Add(_children, parent, resource.Key);
    }

    private void Remove(string key)
    {
        if (!_resources.Remove(key, out var resource)) return;
        Drop(_types, resource.Type, key);
        if (ParentOf(key) is { } parent) Drop(_children, parent, key);
    }

    private static void Add(Dictionary<string, HashSet<string>> index, string at, string key)
    {
        if (!index.TryGetValue(at, out var keys)) index[at] = keys = new(StringComparer.OrdinalIgnoreCase);
        keys.Add(key);
    }

    private static void Drop(Dictionary<string, HashSet<string>> index, string at, string key)
    {
        if (index.TryGetValue(at, out var keys) && keys.Remove(key) && keys.Count == 0) index.Remove(at);
    }
}
