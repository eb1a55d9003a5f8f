using System.Text.RegularExpressions;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>
/// A condition on index tags: what blobs are found by (<c>"a" = 'b' AND @container = 'c'</c>), and the header
/// <c>x-ms-if-tags</c>, which knows OR, &lt;&gt; and parentheses as well. Values are compared as texts.
/// </summary>
internal sealed partial class TagFilter
{
    // More brackets than anybody writes; without an end they would use up the stack.
    private const int Deepest = 64;

    private readonly string _text;
    private readonly bool _isHeader;
    private readonly MatchCollection _tokens;
    private readonly List<(string Key, string Operator)> _seen = [];
    private int _next;
    private int _depth;

    private TagFilter(string text, bool isHeader)
    {
        (_text, _isHeader, _tokens) = (text, isHeader, Token().Matches(text));
    }

    /// <summary>Reads the <c>where</c> of a search.</summary>
    /// <param name="where">The condition.</param>
    /// <returns>Whether it holds for the tags of a blob, and the name of its container.</returns>
    /// <exception cref="StorageException">It can't be read.</exception>
    public static Func<IReadOnlyDictionary<string, string>, string, bool> OfSearch(string where) =>
        new TagFilter(where, isHeader: false).Read();

    /// <summary>Reads the header <c>x-ms-if-tags</c>.</summary>
    /// <param name="condition">The condition.</param>
    /// <exception cref="StorageException">It can't be read.</exception>
    public static Func<IReadOnlyDictionary<string, string>, string, bool> OfHeader(string condition) =>
        new TagFilter(condition, isHeader: true).Read();

    private string Peek => _next < _tokens.Count ? _tokens[_next].Value : "";

    private Func<IReadOnlyDictionary<string, string>, string, bool> Read()
    {
        var whole = ReadOr();
        return Peek.Length == 0 ? whole : throw Bad($"unexpected '{Peek}'");
    }

    private Func<IReadOnlyDictionary<string, string>, string, bool> ReadOr()
    {
        List<Func<IReadOnlyDictionary<string, string>, string, bool>> any = [ReadAnd()];
        while (IsWord("OR"))
        {
            if (!_isHeader) throw Bad("unexpected OR");
            _next++;
            any.Add(ReadAnd());
        }

        return (tags, container) => any.Exists(each => each(tags, container));
    }

    private Func<IReadOnlyDictionary<string, string>, string, bool> ReadAnd()
    {
        List<Func<IReadOnlyDictionary<string, string>, string, bool>> all = [ReadComparison()];
        while (IsWord("AND"))
        {
            _next++;
            all.Add(ReadComparison());
        }

        return (tags, container) => all.TrueForAll(each => each(tags, container));
    }

    private Func<IReadOnlyDictionary<string, string>, string, bool> ReadComparison()
    {
        if (_isHeader && Peek == "(")
        {
            _next++;
            if (++_depth > Deepest) throw Bad("it is nested too deep");
            var inner = ReadOr();
            _depth--;
            if (Take() != ")") throw Bad("')' is missing");
            return inner;
        }

        var key = ReadKey();
        var comparison = Take();
        if (comparison is not ("=" or ">" or ">=" or "<" or "<=") && !(_isHeader && comparison == "<>"))
            throw Bad($"an operator is expected in place of '{comparison}'");
        if (Take() is not ['\'', .. var quoted, '\'']) throw Bad("expecting tag value in single quotes");
        var value = quoted.Replace("''", "'", StringComparison.Ordinal);
        Note(key, comparison);
        if (key == "@container")
        {
            if (comparison != "=") throw Bad("@container can be compared by = only");
            return (_, container) => container == value;
        }

        if (value.Length > 256 || !BlobTags.AreAllowed(value)) throw Bad($"'{value}' is no value of a tag");
        return (tags, _) => tags.TryGetValue(key, out var has) && Holds(string.CompareOrdinal(has, value), comparison);
    }

    private string ReadKey()
    {
        var text = Take();
        var key = text is ['"', .. var quoted, '"'] ? quoted.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
        if (key == "@container" && !_isHeader) return key;
        var isPlain = text.Length > 0 && text[0] != '"';
        if (key.Length is 0 or > 128 || !BlobTags.AreAllowed(key) || (isPlain && !Identifier().IsMatch(key)))
            throw Bad($"'{text}' is no name of a tag");
        return key;
    }

    // A tag may be asked for once, or in a range.
    private void Note(string key, string comparison)
    {
        if (_isHeader) return;
        var before = _seen.Where(each => each.Key == key).Select(each => each.Operator).ToList();
        if (before.Count > 0 && (comparison == "=" || before.Any(each => each == "=" || each[0] == comparison[0])))
            throw Bad("can't have multiple conditions for a single tag unless they define a range");
        _seen.Add((key, comparison));
        if (_seen.Select(each => each.Key).Where(each => each != "@container").Distinct().Count() > 10)
            throw Bad("there can be at most 10 unique tags in a query");
    }

    private static bool Holds(int order, string comparison) => comparison switch
    {
        "=" => order == 0,
        "<>" => order != 0,
        ">" => order > 0,
        ">=" => order >= 0,
        "<" => order < 0,
        _ => order <= 0,
    };

    private bool IsWord(string word) => Peek.Equals(word, StringComparison.OrdinalIgnoreCase);

    private string Take() => _next < _tokens.Count ? _tokens[_next++].Value : "";

    private StorageException Bad(string why) => _isHeader
        ? StorageException.InvalidHeader("x-ms-if-tags", $"{_text}: {why}")
        : new StorageException(400, "InvalidQueryParameterValue", $"Error parsing query '{_text}': {why}.");

    [GeneratedRegex("""'(?:[^']|'')*'|"(?:[^"]|"")*"|<>|[<>]=|[=<>()]|[^\s=<>()'"]+|['"]""")]
    private static partial Regex Token();

    [GeneratedRegex("^[A-Za-z0-9_]+$")]
    private static partial Regex Identifier();
}
