using SharpYaml;

namespace MlopsInfra.Formats.Yaml;

/// <summary>Refuses control characters, which YAML leaves no place for, not even in quotes.</summary>
internal static class YamlCharacters
{
    public static void Check(string text)
    {
        var (line, column) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogatePair(text, i)) i++;
            else if (!IsPrintable(c)) throw Error(new Mark(i, line, column), $"the character U+{(int)c:X4} is not allowed");
            (line, column) = c == '\n' ? (line + 1, 0) : (line, column + 1);
        }
    }

    public static YamlException Error(Mark at, string message) => new(at, at, message);

    private static bool IsPrintable(char c) =>
        c is '\t' or '\n' or '\r' or (>= ' ' and <= '~') or '\u0085' or (>= '\u00A0' and <= '\uD7FF')
            or (>= '\uE000' and <= '\uFFFD');
}
