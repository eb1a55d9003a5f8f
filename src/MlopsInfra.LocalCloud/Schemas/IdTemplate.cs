using System.Collections.Immutable;

namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>
/// The pattern of a type's ids, as in <c>/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/...</c>.
/// <c>/{scope}</c> at its beginning stands for an id of any length.
/// </summary>
internal sealed class IdTemplate
{
    private readonly string[] _segments;
    private readonly bool _scoped;

    public IdTemplate(string template)
    {
        Text = template;
        _segments = template.Trim('/').Split('/');
        Parameters = [.. _segments.Where(IsParameter).Select(ParameterName)];
        _scoped = Parameters.Length > 0 && Parameters[0] is "scope" or "resourceUri";
    }

    /// <summary>The pattern.</summary>
    public string Text { get; }

    /// <summary>The names in braces, in order.</summary>
    public ImmutableArray<string> Parameters { get; }

    /// <summary>The parameter that is the resource's own name; null where the id ends in a fixed name.</summary>
    public string? NameParameter => IsParameter(_segments[^1]) ? ParameterName(_segments[^1]) : null;

    /// <summary>Whether the resource stands in another resource (so that its name has to be unique there only).</summary>
    public bool IsNested
    {
        get
        {
            // After the last "providers" come the namespace and pairs of type and name: more than one pair is a child.
            var provider = Array.LastIndexOf(_segments, "providers");
            return provider >= 0 && _segments.Length - provider - 2 > 2;
        }
    }

    /// <summary>Whether it may stand on any resource.</summary>
    public bool IsScoped => _scoped;

    /// <summary>Makes an id.</summary>
    /// <param name="value">The value of a parameter; null if it is missing.</param>
    /// <returns>The id; null if a value is missing.</returns>
    public string? Format(Func<string, string?> value)
    {
        var text = new System.Text.StringBuilder();
        foreach (var segment in _segments)
        {
            var part = IsParameter(segment) ? value(ParameterName(segment))?.Trim('/') : segment;
            if (string.IsNullOrEmpty(part)) return null;
            text.Append('/').Append(part);
        }

        return text.ToString();
    }

    /// <summary>Reads an id.</summary>
    /// <returns>The parameters with their values; null if the id does not fit.</returns>
    public IReadOnlyDictionary<string, string>? Parse(string id)
    {
        var parts = id.Trim('/').Split('/');
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var surplus = parts.Length - _segments.Length;
        if (surplus < 0 || (surplus > 0 && !_scoped)) return null;
        if (_scoped)
        {
            values[ParameterName(_segments[0])] = string.Join('/', parts[..(surplus + 1)]);
            parts = parts[surplus..];
        }

        for (var i = _scoped ? 1 : 0; i < _segments.Length; i++)
        {
            if (IsParameter(_segments[i])) values[ParameterName(_segments[i])] = parts[i];
            else if (!_segments[i].Equals(parts[i], StringComparison.OrdinalIgnoreCase)) return null;
        }

        return values;
    }

    private static bool IsParameter(string segment) => segment is ['{', .., '}'];

    private static string ParameterName(string segment) => segment[1..^1];
}
