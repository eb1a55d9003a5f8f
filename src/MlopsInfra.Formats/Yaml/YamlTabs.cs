using SharpYaml;

namespace MlopsInfra.Formats.Yaml;

/// <summary>
/// Refuses tabs between values, which PyYAML does not take for space: in quotes, in blocks of text and in comments only.
/// </summary>
internal static class YamlTabs
{
    /// <param name="text">The text.</param>
    /// <param name="extents">Where the scalars are that are in quotes or blocks of text, in their order.</param>
    public static void Check(string text, IReadOnlyList<(int Start, int End)> extents)
    {
        if (!text.Contains('\t', StringComparison.Ordinal)) return;
        var next = 0;
        for (var i = 0; i < text.Length; i++)
        {
            while (next < extents.Count && extents[next].End <= i) next++;
            if (next < extents.Count && extents[next].Start <= i) i = extents[next].End - 1;
            else if (text[i] == '#' && BeginsComment(text, i)) i = EndOfLine(text, i) - 1;
            else if (text[i] == '\t') throw YamlCharacters.Error(MarkOf(text, i), "a tab can't stand here: use spaces");
        }
    }

    private static bool BeginsComment(string text, int at) =>
        at == 0 || text[at - 1] is ' ' or '\n' or '\r' or '"' or '\'' or '[' or ']' or '{' or '}' or ',';

    private static int EndOfLine(string text, int from)
    {
        var end = text.AsSpan(from).IndexOfAny('\n', '\r');
        return end < 0 ? text.Length : from + end;
    }

    private static Mark MarkOf(string text, int at)
    {
        var before = text.AsSpan(0, at);
        return new Mark(at, before.Count('\n'), at - before.LastIndexOf('\n') - 1);
    }
}
