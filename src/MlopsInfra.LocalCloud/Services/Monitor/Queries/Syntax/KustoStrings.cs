using System.Text;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>
/// Strings of queries: <c>'a\'b'</c>, <c>@"a""b"</c>, and three backquotes for several lines; <c>h</c> before one hides it.
/// </summary>
internal static class KustoStrings
{
    private const string Fence = "```";

    /// <summary>Reads a string, if one begins at a place.</summary>
    /// <param name="text">The query.</param>
    /// <param name="at">The place; then the one behind the string.</param>
    /// <param name="value">What it says.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="KustoException">It does not end.</exception>
    public static bool TryRead(string text, ref int at, out string value)
    {
        value = "";
        var start = at;
        var open = start;
        if (open + 1 < text.Length && text[open] is 'h' or 'H' && IsBegin(text, open + 1)) open++;
        if (!IsBegin(text, open)) return false;
        if (text.AsSpan(open).StartsWith(Fence))
        {
            var end = text.IndexOf(Fence, open + Fence.Length, StringComparison.Ordinal);
            if (end < 0) throw KustoException.Syntax(text[start..], start, "the end of the string");
            value = text[(open + Fence.Length)..end];
            at = end + Fence.Length;
            return true;
        }

        value = text[open] == '@' ? Verbatim(text, start, open + 1, out at) : Escaped(text, start, open, out at);
        return true;
    }

    private static bool IsBegin(string text, int at) => at < text.Length && (text[at] is '"' or '\''
        || (text[at] == '@' && at + 1 < text.Length && text[at + 1] is '"' or '\'') || text.AsSpan(at).StartsWith(Fence));

    private static string Verbatim(string text, int start, int open, out int end)
    {
        var value = new StringBuilder();
        for (var at = open + 1; at < text.Length; at++)
        {
            if (text[at] == text[open])
            {
                if (at + 1 >= text.Length || text[at + 1] != text[open])
                {
                    end = at + 1;
                    return value.ToString();
                }

                at++;
            }

            value.Append(text[at]);
        }

        throw KustoException.Syntax(text[start..], start, "the end of the string");
    }

    private static string Escaped(string text, int start, int open, out int end)
    {
        var value = new StringBuilder();
        for (var at = open + 1; at < text.Length && text[at] != '\n'; at++)
        {
            if (text[at] == text[open])
            {
                end = at + 1;
                return value.ToString();
            }

            if (text[at] != '\\')
            {
                value.Append(text[at]);
                continue;
            }

            if (++at == text.Length) break;
            value.Append(text[at] switch
            {
                'n' => '\n', 't' => '\t', 'r' => '\r', '0' => '\0', '\\' or '"' or '\'' => text[at],
                _ => throw KustoException.Syntax($"\\{text[at]}", at - 1, "an escape that there is"),
            });
        }

        throw KustoException.Syntax(text[start..], start, "the end of the string");
    }
}
