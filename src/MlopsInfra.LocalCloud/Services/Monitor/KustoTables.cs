namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// The tables that a Kusto query reads for sure: where a query or a query in brackets begins, and what a union or a join adds.
/// It is no parser: tables in the bodies of functions and those that are read by fuzzy unions are left out.
/// </summary>
internal static class KustoTables
{
    // Operators that stand where a table may stand, and need nothing else to be whole.
    private static readonly HashSet<string> Operators = ["count", "serialize", "getschema", "consume", "evaluate", "print"];

    /// <summary>Their names, each once.</summary>
    /// <param name="query">A query that <see cref="KustoText"/> finds nothing wrong with.</param>
    public static IReadOnlyCollection<string> In(string query)
    {
        string[] tokens = [.. KustoTokens.In(query).Select(token => token.Value)];
        HashSet<string> defined = [], tables = [];
        for (var at = 0; at < tokens.Length; at++)
        {
            if (at > 0 && tokens[at - 1] is "let" or "as" && IsName(tokens[at])) defined.Add(tokens[at]);
        }

        foreach (var (start, end) in Statements(tokens))
        {
            // What a function of the query's own reads depends on what it is called with.
            if (!tokens.AsSpan(start, end - start).Contains("{")) Collect(tokens.AsSpan(start, end - start), tables);
        }

        tables.ExceptWith(defined);
        tables.ExceptWith(Operators);
        return tables;
    }

    private static IEnumerable<(int Start, int End)> Statements(string[] tokens)
    {
        var start = 0;
        for (var at = 0; at <= tokens.Length; at++)
        {
            if (at < tokens.Length && tokens[at] != ";") continue;
            if (at > start) yield return (start, at);
            start = at + 1;
        }
    }

    private static void Collect(ReadOnlySpan<string> statement, HashSet<string> tables)
    {
        var isLet = statement[0] == "let";
        if (statement.Length == 1 && IsName(statement[0])) tables.Add(statement[0]);
        for (var at = 0; at + 1 < statement.Length; at++)
        {
            var begins = at == 0 || statement[at - 1] == "(" || (isLet && at == 3);
            if (begins && IsName(statement[at]) && statement[at + 1] == "|") tables.Add(statement[at]);
            if (!begins && statement[at - 1] != "|") continue;
            if (statement[at] == "union") CollectUnion(statement[(at + 1)..], tables);
            else if (statement[at] is "join" or "lookup" && AfterOptions(statement[(at + 1)..]) is [var right, "on", ..]
                && IsName(right))
                tables.Add(right);
        }
    }

    private static void CollectUnion(ReadOnlySpan<string> rest, HashSet<string> tables)
    {
        var operands = AfterOptions(rest);
        var options = rest[..(rest.Length - operands.Length)];
        // A fuzzy union leaves out what is not there.
        if (options.Contains("isfuzzy")) return;
        for (var at = 0; at < operands.Length && operands[at] is not ("|" or ")"); at++)
        {
            var isAlone = (at == 0 || operands[at - 1] == ",")
                && (at + 1 == operands.Length || operands[at + 1] is "," or "|" or ")");
            if (isAlone && IsName(operands[at])) tables.Add(operands[at]);
            // What is in brackets is looked at by itself.
            else if (operands[at] is not ",") return;
        }
    }

    // Options such as `kind=inner` and `hint.strategy=broadcast`.
    private static ReadOnlySpan<string> AfterOptions(ReadOnlySpan<string> rest)
    {
        while (true)
        {
            if (rest is [_, "=", _, .. var next]) rest = next;
            else if (rest is [_, ".", _, "=", _, .. var afterHint]) rest = afterHint;
            else return rest;
        }
    }

    private static bool IsName(string token) => char.IsLetter(token[0]);
}
