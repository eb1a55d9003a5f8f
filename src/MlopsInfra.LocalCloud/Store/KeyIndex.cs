namespace MlopsInfra.LocalCloud.Store;

/// <summary>Keys by what they have in common. Not safe for use from many threads by itself.</summary>
internal sealed class KeyIndex
{
    private readonly Dictionary<string, HashSet<string>> _keys = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The keys at a place.</summary>
    /// <param name="at">The place.</param>
    public IReadOnlyCollection<string> Of(string at) => _keys.TryGetValue(at, out var keys) ? keys : [];

    /// <summary>Adds a key.</summary>
    /// <param name="at">The place.</param>
    /// <param name="key">The key.</param>
    public void Add(string at, string key)
    {
        if (!_keys.TryGetValue(at, out var keys)) _keys[at] = keys = new(StringComparer.OrdinalIgnoreCase);
        keys.Add(key);
    }

    /// <summary>Takes a key out.</summary>
    /// <param name="at">The place.</param>
    /// <param name="key">The key.</param>
    public void Drop(string at, string key)
    {
        if (_keys.TryGetValue(at, out var keys) && keys.Remove(key) && keys.Count == 0) _keys.Remove(at);
    }
}
