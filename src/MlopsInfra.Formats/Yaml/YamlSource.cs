using SharpYaml;
using SharpYaml.Events;

namespace MlopsInfra.Formats.Yaml;

/// <summary>
/// A text as the parser has to see it. PyYAML ends a key before a bracket, a brace or a comma, as in <c>{a:[1], b:}</c>, where
/// the parser takes the colon for a part of the word: it is shown a space there, and places are told without it.
/// </summary>
/// <param name="text">The text.</param>
internal sealed class YamlSource(string text)
{
    // In the order of the text: a space is put in while parsing, at the first place that needs one.
    private readonly List<int> _spaces = [];

    private long _parsedAgain;

    public string Text { get; private set; } = text;

    /// <summary>A finding at a place in the text.</summary>
    public YamlFinding Locate(Mark mark, string message) => new(mark.Line + 1, Column(mark), message);

    /// <summary>The column of a place in the text as it was written, from 1.</summary>
    public int Column(Mark mark)
    {
        if (_spaces.Count == 0) return mark.Column + 1;
        var lineStart = mark.Index - mark.Column;
        return mark.Column + 1 - _spaces.Count(space => space >= lineStart && space < mark.Index);
    }

    /// <summary>
    /// Whether the parser took a key with its colon for a word; the text is then mended, and has to be parsed again.
    /// </summary>
    public bool Mends(ParsingEvent parsed)
    {
        if (parsed is not Scalar { Style: ScalarStyle.Plain } scalar || !scalar.Value.EndsWith(':')) return false;
        var end = scalar.End.Index;
        if (end >= Text.Length || Text[end - 1] != ':' || !"[]{},".Contains(Text[end], StringComparison.Ordinal)) return false;
        _parsedAgain += Text.Length;
        if (_parsedAgain > YamlLimits.CharactersParsedAgain)
            throw YamlCharacters.Error(scalar.End, "too many keys have no space after their colon: write one, as in {a: [1]}");
        Text = Text.Insert(end, " ");
        _spaces.Add(end);
        return true;
    }
}
