namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// Whether strings end and brackets match in a text of one of Azure's languages: Kusto queries and the conditions of role
/// assignments write both in the same way.
/// </summary>
internal static class TextBalance
{
    /// <summary>What is wrong; null for nothing.</summary>
    /// <param name="text">The text.</param>
    public static string? Mistake(string text)
    {
        var open = new Stack<char>();
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (character == '/' && at + 1 < text.Length && text[at + 1] == '/')
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else if (character is '\'' or '"' or '`')
            {
                if (EndOfString(text, at) is not { } end) return $"the string that begins at character {at + 1} does not end";
                at = end;
            }
            else if (character is '(' or '[' or '{')
            {
                open.Push(character);
            }
            else if (character is ')' or ']' or '}' && (open.Count == 0 || Closing(open.Pop()) != character))
            {
                return $"the '{character}' at character {at + 1} closes nothing";
            }
        }

        return open.Count > 0 ? $"a '{open.Peek()}' is not closed" : null;
    }

    private static char Closing(char open) => open switch
    {
        '(' => ')',
        '[' => ']',
        _ => '}',
    };

    private static int? EndOfString(string text, int start)
    {
        var quote = text[start];
        if (quote == '`')
        {
            if (!text.AsSpan(start).StartsWith("```", StringComparison.Ordinal)) return start;
            var end = text.IndexOf("```", start + 3, StringComparison.Ordinal);
            return end < 0 ? null : end + 2;
        }

        var isVerbatim = start > 0 && text[start - 1] == '@';
        for (var at = start + 1; at < text.Length && (isVerbatim || text[at] != '\n'); at++)
        {
            if (!isVerbatim && text[at] == '\\') at++;
            else if (text[at] == quote) return at;
        }

        return null;
    }
}
