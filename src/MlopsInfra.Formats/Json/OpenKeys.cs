namespace MlopsInfra.Formats.Json;

/// <summary>The keys of the objects that are open while JSON is read, the innermost last. Sets are used again.</summary>
internal sealed class OpenKeys
{
    private readonly List<HashSet<string>> _objects = [];
    private int _open;

    public void Open()
    {
        if (_objects.Count == _open) _objects.Add(new HashSet<string>(StringComparer.Ordinal));
        _objects[_open++].Clear();
    }

    public void Close() => _open--;

    /// <summary>Takes a key of the innermost object; false if it is there.</summary>
    public bool Add(string key) => _objects[_open - 1].Add(key);
}
