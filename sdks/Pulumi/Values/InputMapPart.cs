using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Part of an <see cref="InputMap{TValue}"/>: one entry, or a whole map that may not be there yet.</summary>
internal readonly record struct InputMapPart<TValue>(
    string? Key, Input<TValue>? Value, Output<ImmutableDictionary<string, TValue>>? Map)
{
    /// <summary>Came with a whole map: a key that is there already is refused in other words (L9).</summary>
    public bool IsFromMap { get; init; }

    /// <summary>Replaces an entry of the same key instead of clashing with it (L10).</summary>
    public bool Overrides { get; init; }
}
