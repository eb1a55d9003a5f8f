using System.Text.RegularExpressions;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// The pieces of a Kusto query: names, numbers, strings, and any other character by itself. Comments are left out.
/// </summary>
internal static partial class KustoTokens
{
    /// <summary>The pieces in their order.</summary>
    /// <param name="query">A query whose strings end.</param>
    public static IEnumerable<Match> In(string query) =>
        Token().Matches(query).Where(token => !token.Value.StartsWith("//", StringComparison.Ordinal));

    // Strings (three quotes, verbatim, plain), comments, names, and any other character by itself.
    [GeneratedRegex(
        """```.*?```|@"[^"]*"|@'[^']*'|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|//[^\n]*|[A-Za-z_][A-Za-z0-9_]*|[0-9.]+|\S""",
        RegexOptions.Singleline)]
    private static partial Regex Token();
}
