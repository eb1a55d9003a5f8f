using System.Text;
using System.Text.RegularExpressions;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;

/// <summary>
/// Patterns of paths as Docker matches them (Go's <c>filepath.Match</c>, with <c>**</c> for any number of folders).
/// </summary>
internal static class PathPattern
{
    /// <summary>Whether a text has anything of a pattern.</summary>
    public static bool Is(string text) => text.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    /// <summary>The expression that matches whole paths.</summary>
    /// <param name="pattern">The pattern.</param>
    public static Regex Compile(string pattern)
    {
        var expression = new StringBuilder("^");
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '*' when at + 1 < pattern.Length && pattern[at + 1] == '*':
                    at++;
                    var isFolder = at + 1 < pattern.Length && pattern[at + 1] == '/';
                    if (isFolder) at++;
                    expression.Append(isFolder ? "(?:.*/)?" : ".*");
                    break;
                case '*':
                    expression.Append("[^/]*");
                    break;
                case '?':
                    expression.Append("[^/]");
                    break;
                case '[' when pattern.IndexOf(']', at + 1) is var end && end > at + 1:
                    var set = pattern[(at + 1)..end].Replace("\\", "\\\\", StringComparison.Ordinal)
                        .Replace("[", "\\[", StringComparison.Ordinal);
                    expression.Append('[').Append(set).Append(']');
                    at = end;
                    break;
                case '\\' when at + 1 < pattern.Length:
                    expression.Append(Regex.Escape(pattern[++at].ToString()));
                    break;
                default:
                    expression.Append(Regex.Escape(pattern[at].ToString()));
                    break;
            }
        }

        return new Regex(expression.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }
}
