using System.Text;

namespace MlopsInfra.Review.Markdown;

/// <summary>Text that means in Markdown what it says, also in a table's cell.</summary>
internal static class MarkdownText
{
    /// <summary>A number of things, in the plural unless it is one.</summary>
    public static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    /// <summary>As code. No name in it is taken for a mention, and nothing for HTML.</summary>
    /// <param name="text">The text.</param>
    public static string Code(string text)
    {
        if (text.Length == 0) return "(empty)";
        // A pipe ends a cell even in code, and what a backslash before it means is told differently: there HTML is used, with
        // nothing left to interpret.
        if (text.Contains('|')) return $"<code>{Entities(text)}</code>";
        // Inside of code only a longer fence can hold a backtick.
        var fence = new string('`', LongestRun(text, '`') + 1);
        var space = text[0] is '`' or ' ' || text[^1] is '`' or ' ' ? " " : "";
        return $"{fence}{space}{text}{space}{fence}";
    }

    /// <summary>As plain text.</summary>
    /// <param name="text">The text.</param>
    public static string Plain(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text.ReplaceLineEndings(" "))
        {
            if (character == '@') escaped.Append("&#64;");
            else if (character == '<') escaped.Append("&lt;");
            else if (character is '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~')
                escaped.Append('\\').Append(character);
            else escaped.Append(character);
        }

        return escaped.ToString();
    }

    private static string Entities(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsAsciiLetterOrDigit(character) || character is ' ' or '.' or ',' || !char.IsAscii(character))
                escaped.Append(character);
            else escaped.Append($"&#{(int)character};");
        }

        return escaped.ToString();
    }

    private static int LongestRun(string text, char wanted)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == wanted ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
