namespace MlopsInfra.LocalCloud.Store;

/// <summary>
/// Lists in order of name that were made before and still hold: who reads a long one page by page does not have it made anew for
/// each of them. Not safe for use from many threads by itself.
/// </summary>
internal sealed class OrderedResources
{
    private readonly Dictionary<string, Dictionary<string, StoredResource[]>> _lists = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A list.</summary>
    /// <param name="at">What has to be written in for the list to hold no more.</param>
    /// <param name="kind">What tells it from others there.</param>
    /// <param name="find">Makes it, in any order.</param>
    public IReadOnlyList<StoredResource> Of(string at, string kind, Func<IEnumerable<StoredResource>> find)
    {
        if (!_lists.TryGetValue(at, out var lists)) _lists[at] = lists = new(StringComparer.OrdinalIgnoreCase);
        if (!lists.TryGetValue(kind, out var list))
            lists[kind] = list = [.. find().OrderBy(resource => resource.Name, StringComparer.OrdinalIgnoreCase)];
        return list;
    }

    /// <summary>Something was written there.</summary>
    /// <param name="at">Where.</param>
    public void Forget(string at) => _lists.Remove(at);
}
