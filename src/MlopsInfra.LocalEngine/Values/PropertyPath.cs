using System.Collections.Immutable;
using System.Globalization;

namespace MlopsInfra.LocalEngine.Values;

/// <summary>
/// Where a value stands inside others, as programs write it in <c>ignoreChanges</c>: <c>tags.owner</c>, <c>tags["a.b"]</c>,
/// <c>subnets[0].name</c>; <c>*</c> and <c>[*]</c> stand for every member.
/// </summary>
public sealed class PropertyPath
{
    private readonly ImmutableArray<string> _segments;

    private PropertyPath(ImmutableArray<string> segments) => _segments = segments;

    private const string Wildcard = "*";

    /// <summary>The steps from the outside in: keys, indices as text, or <c>*</c>.</summary>
    public ImmutableArray<string> Segments => _segments;

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">A bracket or a quotation mark is not closed, or an index is none.</exception>
    public static PropertyPath Parse(string text)
    {
        var segments = ImmutableArray.CreateBuilder<string>();
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (rest[0] == '.') rest = rest[1..];
            else if (rest[0] == '[') segments.Add(ReadBracket(ref rest, text));
            else segments.Add(ReadKey(ref rest));
        }

        return new PropertyPath(segments.ToImmutable());
    }

    /// <summary>
    /// The text of a path one step further in. A key that would read as several steps, or as none, is put into quotation marks.
    /// </summary>
    /// <param name="path">The path so far; empty at the root.</param>
    /// <param name="key">The key.</param>
    public static string Append(string path, string key)
    {
        if (key.Length > 0 && !key.AsSpan().ContainsAny('.', '[', '"')) return path.Length == 0 ? key : $"{path}.{key}";
        var quoted = key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"{path}[\"{quoted}\"]";
    }

    /// <summary>Whether this pattern names the path or something that the path is inside of.</summary>
    public bool Covers(PropertyPath path) => _segments.Length <= path._segments.Length && SharesStart(path, _segments.Length);

    /// <summary>Whether one of the two is inside the other, or they are the same.</summary>
    public bool Overlaps(PropertyPath path) => SharesStart(path, Math.Min(_segments.Length, path._segments.Length));

    /// <summary>
    /// The value at this path; null if there is none. Secrets on the way are looked into; the answer is then a secret, too.
    /// </summary>
    public PropertyValue? Get(PropertyMap root)
    {
        PropertyValue? value = new PropertyValue.Obj(root);
        var isSecret = false;
        foreach (var segment in _segments)
        {
            if (value is PropertyValue.Secret) isSecret = true;
            value = value?.WithoutSecretMark switch
            {
                PropertyValue.Obj obj => obj.Members.GetValueOrDefault(segment),
                PropertyValue.List list => Index(segment) is { } index && index < list.Items.Length ? list.Items[index] : null,
                _ => null,
            };
        }

        return isSecret && value is not null and not PropertyValue.Secret ? new PropertyValue.Secret(value) : value;
    }

    /// <summary>An index; null if the segment is none.</summary>
    public static int? Index(string segment) =>
        int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    /// <summary>Whether a segment of a pattern stands for every member.</summary>
    public static bool IsWildcard(string segment) => segment == Wildcard;

    private bool SharesStart(PropertyPath path, int length)
    {
        for (var i = 0; i < length; i++)
        {
            if (_segments[i] != path._segments[i] && _segments[i] != Wildcard && path._segments[i] != Wildcard) return false;
        }

        return true;
    }

    private static string ReadKey(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny('.', '[');
        if (end < 0) end = rest.Length;
        var key = rest[..end].ToString();
        rest = rest[end..];
        return key;
    }

    private static string ReadBracket(ref ReadOnlySpan<char> rest, string text)
    {
        rest = rest[1..];
        if (rest is ['"', ..]) return ReadQuoted(ref rest, text);
        var end = rest.IndexOf(']');
        if (end < 0) throw new FormatException($"The property path '{text}' has a '[' that is not closed.");
        var segment = rest[..end].ToString();
        rest = rest[(end + 1)..];
        return segment == Wildcard || Index(segment) is not null
            ? segment
            : throw new FormatException(
                $"The property path '{text}' has '[{segment}]'; an index, \"*\" or a key in quotation marks is expected.");
    }

    private static string ReadQuoted(ref ReadOnlySpan<char> rest, string text)
    {
        var key = new System.Text.StringBuilder();
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '\\' && i + 1 < rest.Length)
            {
                key.Append(rest[++i]);
            }
            else if (rest[i] == '"' && i + 1 < rest.Length && rest[i + 1] == ']')
            {
                rest = rest[(i + 2)..];
                return key.ToString();
            }
            else
            {
                key.Append(rest[i]);
            }
        }

        throw new FormatException($"The property path '{text}' has a quotation mark that is not closed.");
    }
}
