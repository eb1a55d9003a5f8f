namespace Pulumi;

/// <summary>
/// The entries of an <see cref="InputMap{TValue}"/>, added one after the other. A key that is there already is accepted with
/// an equal value only: neither Add nor the indexer overwrites (L9).
/// </summary>
internal sealed class InputMapEntries<TValue>
{
    public Dictionary<string, Input<TValue>> Entries { get; } = [];

    public async ValueTask AddAsync(string key, Input<TValue> value, InputMapPart<TValue> part)
    {
        if (part.Overrides)
            Entries[key] = value;
        else if (!Entries.TryAdd(key, value) && !await AreEqualAsync(Entries[key], value))
            throw new ArgumentException(part.IsFromMap
                ? $"An element with the same key but a different value already exists. Key: '{key}'"
                : $"Key '{key}' already exists in the map with a different value.");
    }

    private static async ValueTask<bool> AreEqualAsync(Input<TValue> first, Input<TValue> second)
    {
        if (ReferenceEquals(first, second))
            return true;
        var left = await first.ToOutput().Data;
        var right = await second.ToOutput().Data;
        return left.IsKnown == right.IsKnown && EqualityComparer<TValue>.Default.Equals(left.Value, right.Value);
    }
}
