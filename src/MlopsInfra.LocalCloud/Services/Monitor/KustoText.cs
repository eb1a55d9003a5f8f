namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// A look at the text of a Kusto query: what can't be parsed whatever the tables are. Strings that do not end, brackets that do
/// not match, operators that are missing between pipes. It is no parser: what passes here may still be wrong.
/// </summary>
internal static class KustoText
{
    /// <summary>What is wrong; null for nothing that shows.</summary>
    /// <param name="query">The query.</param>
    public static string? Mistake(string query) => Mistake(query, hasPipes: true);

    /// <summary>What is wrong with strings and brackets alone, in a language that has the same ones; null for nothing.</summary>
    /// <param name="text">The text.</param>
    public static string? Unbalanced(string text) => Mistake(text, hasPipes: false);

    private static string? Mistake(string query, bool hasPipes)
    {
        var open = new Stack<char>();
        var isEmpty = true;
        for (var at = 0; at < query.Length; at++)
        {
            var character = query[at];
            if (character == '/' && at + 1 < query.Length && query[at + 1] == '/')
            {
                var end = query.IndexOf('\n', at);
                at = end < 0 ? query.Length : end;
                continue;
            }

            if (character is '\'' or '"' or '`')
            {
                if (EndOfString(query, at) is not { } end) return $"the string that begins at character {at + 1} does not end";
                (at, isEmpty) = (end, false);
                continue;
            }

            if (character is '(' or '[' or '{') open.Push(character);
            else if (character is ')' or ']' or '}' && (open.Count == 0 || Closing(open.Pop()) != character))
                return $"the '{character}' at character {at + 1} closes nothing";
            if (hasPipes && character == '|' && isEmpty) return $"an operator is missing before the '|' at character {at + 1}";
            // A bracket may hold a query of its own, as in `join (Table | take 1)`.
            isEmpty = character is '|' or ';' or '(' || (isEmpty && char.IsWhiteSpace(character));
        }

        return open.Count > 0 ? $"a '{open.Peek()}' is not closed" : hasPipes && isEmpty ? "an operator is missing at its end"
            : null;
    }

    private static char Closing(char open) => open switch
    {
        '(' => ')',
        '[' => ']',
        _ => '}',
    };

    private static int? EndOfString(string query, int start)
    {
        var quote = query[start];
        if (quote == '`')
        {
            if (!query.AsSpan(start).StartsWith("```", StringComparison.Ordinal)) return start;
            var end = query.IndexOf("```", start + 3, StringComparison.Ordinal);
            return end < 0 ? null : end + 2;
        }

        var isVerbatim = start > 0 && query[start - 1] == '@';
        for (var at = start + 1; at < query.Length && (isVerbatim || query[at] != '\n'); at++)
        {
            if (!isVerbatim && query[at] == '\\') at++;
            else if (query[at] == quote) return at;
        }

        return null;
    }
}
