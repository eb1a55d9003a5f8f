using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace MlopsInfra.LocalEngine.Values;

/// <summary>
/// Named values: the inputs or outputs of a resource. Immutable; keys are compared exactly; equality is by content.
/// </summary>
public sealed class PropertyMap : IReadOnlyDictionary<string, PropertyValue>, IEquatable<PropertyMap>
{
    private readonly Dictionary<string, PropertyValue> _members;

    /// <summary>Copies the members.</summary>
    /// <param name="members">The members; of two with one key the last one counts.</param>
    public PropertyMap(IEnumerable<KeyValuePair<string, PropertyValue>> members)
    {
        _members = new Dictionary<string, PropertyValue>(StringComparer.Ordinal);
        foreach (var (key, value) in members) _members[key] = value;
    }

    /// <summary>A map without members.</summary>
    public static PropertyMap Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _members.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _members.Keys;

    /// <inheritdoc/>
    public IEnumerable<PropertyValue> Values => _members.Values;

    /// <summary>Whether any value in it is unknown.</summary>
    public bool ContainsUnknowns => _members.Values.Any(value => value.ContainsUnknowns);

    /// <summary>Whether any value in it is secret.</summary>
    public bool ContainsSecrets => _members.Values.Any(value => value.ContainsSecrets);

    /// <inheritdoc/>
    public PropertyValue this[string key] => _members[key];

    /// <summary>This map with one member set.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its new value.</param>
    public PropertyMap With(string key, PropertyValue value) => new(_members.Append(new(key, value)));

    /// <summary>This map without one member.</summary>
    /// <param name="key">The key; nothing happens if it is not there.</param>
    public PropertyMap Without(string key) =>
        _members.ContainsKey(key) ? new(_members.Where(member => member.Key != key)) : this;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _members.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out PropertyValue value) => _members.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, PropertyValue>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(PropertyMap? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || other.Count != Count) return false;
        foreach (var (key, value) in _members)
        {
            if (!other._members.TryGetValue(key, out var theirs) || !value.Equals(theirs)) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PropertyMap);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        _members.Keys.Aggregate(_members.Count, (hash, key) => hash ^ key.GetHashCode(StringComparison.Ordinal));
}
