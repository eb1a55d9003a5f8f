using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// A look at the text of a Kusto query: what can't be parsed whatever the tables are. Strings that do not end, brackets that do
/// not match, operators that are missing between pipes. It is no parser: what passes here may still be wrong.
/// </summary>
internal static class KustoText
{
    /// <summary>What is wrong; null for nothing that shows.</summary>
    /// <param name="query">The query.</param>
    public static string? Mistake(string query)
    {
        if (TextBalance.Mistake(query) is { } mistake) return mistake;
        var isEmpty = true;
        foreach (var token in KustoTokens.In(query))
        {
            if (token.Value == "|" && isEmpty) return $"an operator is missing before the '|' at character {token.Index + 1}";
            // A bracket may hold a query of its own, as in `join (Table | take 1)`.
            isEmpty = token.Value is "|" or ";" or "(";
        }

        return isEmpty ? "an operator is missing at its end" : null;
    }
}
