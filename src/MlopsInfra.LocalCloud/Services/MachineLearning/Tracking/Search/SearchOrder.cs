namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;

/// <summary>The order of what was found: <c>order_by</c>, as in <c>metrics.loss DESC</c>.</summary>
internal static class SearchOrder
{
    /// <summary>Sorts.</summary>
    /// <param name="items">What was found.</param>
    /// <param name="keys">The keys, the first one deciding.</param>
    /// <param name="searchable">How values are found.</param>
    /// <param name="usual">What decides where the keys don't.</param>
    public static IReadOnlyList<T> Sort<T>(IEnumerable<T> items, IReadOnlyList<string> keys, Searchable<T> searchable,
        Func<IOrderedEnumerable<T>, IOrderedEnumerable<T>> usual)
    {
        var sorted = items.OrderBy(_ => 0);
        foreach (var key in keys) sorted = ThenBy(sorted, key, searchable);
        return [.. usual(sorted)];
    }

    private static IOrderedEnumerable<T> ThenBy<T>(IOrderedEnumerable<T> sorted, string key, Searchable<T> searchable)
    {
        var tokens = FilterReader.Read(key);
        var word = tokens.Count == 2 ? tokens[1].Text.ToUpperInvariant() : "ASC";
        if (tokens.Count is not (1 or 2) || word is not ("ASC" or "DESC"))
            throw TrackingException.Invalid($"Invalid order_by clause '{key}': it has to be a name, with ASC or DESC behind it.");
        var isDescending = word == "DESC";
        var (entity, name) = FilterParser.Name(tokens[0]);
        if (searchable.Number(entity, name) is { } number)
        {
            // What is no number, or is not there, comes last either way.
            sorted = sorted.ThenBy(item => number(item) switch { null => 2, double.NaN => 1, _ => 0 });
            return isDescending ? sorted.ThenByDescending(number) : sorted.ThenBy(number);
        }

        var text = searchable.Text(entity, name);
        sorted = sorted.ThenBy(item => text(item) is null);
        return isDescending
            ? sorted.ThenByDescending(text, StringComparer.Ordinal) : sorted.ThenBy(text, StringComparer.Ordinal);
    }
}
