using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Store;

/// <summary>
/// All resources, in memory, with what lookups need: by key, by type, by what they stand in. Every change is in the journal
/// before it is in memory. Safe for use from many threads; who needs several steps to be one holds <see cref="Gate"/>.
/// </summary>
internal sealed partial class ResourceStore : IDisposable
{
    // How many outdated lines pay for a file that is written anew.
    private const int Outdated = 4_096;

    private readonly Dictionary<string, StoredResource> _resources = new(StringComparer.OrdinalIgnoreCase);
    private readonly KeyIndex _children = new();
    private readonly KeyIndex _types = new();
    private readonly OrderedResources _ordered = new();
    private readonly StoreJournal? _journal;
    private readonly ProcessLock? _lock;
    private int _compactAt = Outdated;

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

    /// <summary>A resource by its key; null if there is none.</summary>
    public StoredResource? Find(string key)
    {
        lock (Gate) return _resources.GetValueOrDefault(key);
    }

    /// <summary>What stands directly in a resource or scope.</summary>
    public IReadOnlyList<StoredResource> Children(string key)
    {
        lock (Gate) return [.. _children.Of(key).Select(child => _resources[child])];
    }

    /// <summary>All resources of a type.</summary>
    public IReadOnlyList<StoredResource> OfType(ResourceType type)
    {
        lock (Gate) return [.. _types.Of(type).Select(key => _resources[key])];
    }

    /// <summary>The resources of a type directly in a resource or scope, in order of name.</summary>
    public IReadOnlyList<StoredResource> Listed(string key, ResourceType type)
    {
        lock (Gate) return _ordered.Of(key, type, () => Children(key).Where(child => child.Type == type));
    }

    /// <summary>The resources of a type anywhere below a scope, in order of name.</summary>
    public IReadOnlyList<StoredResource> ListedBelow(string scope, ResourceType type)
    {
        lock (Gate)
            return _ordered.Of(type, scope, () =>
                OfType(type).Where(resource => resource.Key.StartsWith($"{scope}/", StringComparison.OrdinalIgnoreCase)));
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
        foreach (var change in changes)
        {
            if (change.Resource is { } written) StoredShape.RequireReadable(written);
        }

        lock (Gate)
        {
            _journal?.Append(changes);
            foreach (var change in changes)
            {
                if (change.Resource is { } resource) Insert(resource);
                else Remove(change.Key);
            }

            Writes += changes.Count;
            if (_journal?.Lines > _compactAt) Compact();
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

    // What is served for days must not keep every change of them. A file that can't be rewritten now holds all that counts
    // as it is, and the next change says so if it can't be written at all.
    private void Compact()
    {
        _compactAt = Math.Max(_journal!.Lines, 2 * _resources.Count) + Outdated;
        if (_journal.Lines <= 2 * _resources.Count) return;
        try
        {
            _journal.Compact(_resources.Values);
            _compactAt = (2 * _resources.Count) + Outdated;
        }
        catch (StoreException exception) when (exception.Code == "StoreNotWritable")
        {
            // Tried again some thousand changes later.
        }
    }

    /// <summary>What a key stands in; null if it stands at the top.</summary>
    private static string? ParentOf(string key) => ResourceId.TryParse(key, out var id) ? id.Parent?.Value : null;

    private void Insert(StoredResource resource)
    {
        var isNew = !_resources.ContainsKey(resource.Key);
        _resources[resource.Key] = resource;
        var parent = ParentOf(resource.Key);
        Forget(resource.Type, parent);
        if (!isNew) return;
        _types.Add(resource.Type, resource.Key);
        if (parent is not null) _children.Add(parent, resource.Key);
    }

    private void Remove(string key)
    {
        if (!_resources.Remove(key, out var resource)) return;
        _types.Drop(resource.Type, key);
        var parent = ParentOf(key);
        if (parent is not null) _children.Drop(parent, key);
        Forget(resource.Type, parent);
    }

    private void Forget(ResourceType type, string? parent)
    {
        _ordered.Forget(type);
        if (parent is not null) _ordered.Forget(parent);
    }
}
