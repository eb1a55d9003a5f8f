namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;

/// <summary>
/// MLflow's filter language: comparisons joined by AND, as in <c>metrics.loss &lt; 0.5 and tags.team = 'pumps'</c>.
/// </summary>
internal static class FilterParser
{
    private static readonly Dictionary<string, string> Entities = new(StringComparer.OrdinalIgnoreCase)
    {
        ["attribute"] = "attribute", ["attributes"] = "attribute", ["attr"] = "attribute", ["run"] = "attribute",
        ["metric"] = "metric", ["metrics"] = "metric",
        ["param"] = "param", ["params"] = "param", ["parameter"] = "param", ["parameters"] = "param",
        ["tag"] = "tag", ["tags"] = "tag",
        ["dataset"] = "dataset", ["datasets"] = "dataset",
    };

    private static readonly string[] Operators = ["=", "!=", ">", ">=", "<", "<=", "LIKE", "ILIKE"];

    /// <summary>Reads a filter; an empty one has no conditions.</summary>
    /// <param name="filter">The filter; null for none.</param>
    /// <exception cref="TrackingException">It can't be read.</exception>
    public static IReadOnlyList<Comparison> Parse(string? filter)
    {
        var tokens = new Queue<FilterToken>(FilterReader.Read(filter ?? ""));
        var found = new List<Comparison>();
        while (tokens.Count > 0)
        {
            found.Add(Next(tokens, filter!));
            if (tokens.Count == 0) break;
            if (!IsWord(tokens.Dequeue(), "AND") || tokens.Count == 0)
                throw Invalid(filter!, "conditions are joined by AND, and by nothing else");
        }

        return found;
    }

    /// <summary>Takes a name apart, as in <c>metrics.loss</c>; one without an entity is an attribute.</summary>
    public static (string Entity, string Key) Name(FilterToken token)
    {
        var dot = token.Text.IndexOf('.', StringComparison.Ordinal);
        return token.Kind == FilterTokenKind.Word && dot > 0 && Entities.TryGetValue(token.Text[..dot], out var entity)
            ? (entity, token.Text[(dot + 1)..]) : ("attribute", token.Text);
    }

    private static Comparison Next(Queue<FilterToken> tokens, string filter)
    {
        var name = Take(tokens, filter);
        if (name.Kind == FilterTokenKind.Symbol) throw Invalid(filter, "a name is expected before a comparison");
        var (entity, key) = Name(name);
        if (key.Length == 0) throw Invalid(filter, $"'{name.Text}' names nothing");
        var word = Take(tokens, filter);
        if (IsWord(word, "IS")) return new Comparison(entity, key, $"IS {Null(tokens, filter)}", []);
        var isNot = IsWord(word, "NOT");
        if (isNot) word = Take(tokens, filter);
        if (IsWord(word, "IN")) return new Comparison(entity, key, isNot ? "NOT IN" : "IN", List(tokens, filter));
        var found = word.Kind == FilterTokenKind.Quoted || isNot ? null
            : Array.Find(Operators, each => each.Equals(word.Text, StringComparison.OrdinalIgnoreCase));
        if (found is null) throw Invalid(filter, $"'{word.Text}' is no comparison");
        return new Comparison(entity, key, found, [Value(tokens, filter)]);
    }

    private static string Null(Queue<FilterToken> tokens, string filter)
    {
        var word = Take(tokens, filter);
        var isNot = IsWord(word, "NOT");
        if (isNot) word = Take(tokens, filter);
        if (!IsWord(word, "NULL")) throw Invalid(filter, "NULL is expected after IS");
        return isNot ? "NOT NULL" : "NULL";
    }

    private static List<FilterToken> List(Queue<FilterToken> tokens, string filter)
    {
        RequireSymbol(Take(tokens, filter), "(", filter);
        var values = new List<FilterToken> { Value(tokens, filter) };
        while (true)
        {
            var next = Take(tokens, filter);
            if (next is { Kind: FilterTokenKind.Symbol, Text: ")" }) return values;
            RequireSymbol(next, ",", filter);
            // Python writes a list of one element with a comma behind it.
            if (tokens.TryPeek(out var end) && end is { Kind: FilterTokenKind.Symbol, Text: ")" }) continue;
            values.Add(Value(tokens, filter));
        }
    }

    private static FilterToken Value(Queue<FilterToken> tokens, string filter)
    {
        var value = Take(tokens, filter);
        return value.Kind == FilterTokenKind.Symbol ? throw Invalid(filter, "a value is expected behind a comparison") : value;
    }

    private static void RequireSymbol(FilterToken token, string symbol, string filter)
    {
        if (token.Kind != FilterTokenKind.Symbol || token.Text != symbol) throw Invalid(filter, $"'{symbol}' is expected");
    }

    private static bool IsWord(FilterToken token, string word) =>
        token.Kind == FilterTokenKind.Word && token.Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static FilterToken Take(Queue<FilterToken> tokens, string filter) =>
        tokens.TryDequeue(out var token) ? token : throw Invalid(filter, "it ends too early");

    private static TrackingException Invalid(string filter, string why) =>
        TrackingException.Invalid($"Invalid clause(s) in filter string '{filter}': {why}.");
}
