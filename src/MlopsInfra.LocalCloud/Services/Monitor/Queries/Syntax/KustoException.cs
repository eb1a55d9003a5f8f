namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>A query that can't be answered.</summary>
/// <param name="kind">The kind of error (<c>SyntaxError</c>, <c>SemanticError</c>).</param>
/// <param name="code">Kusto's code, as in <c>SYN0002</c>.</param>
/// <param name="message">Why.</param>
/// <param name="at">Where in the query, counted from 0.</param>
internal sealed class KustoException(string kind, string code, string message, int at) : Exception(message)
{
    /// <summary>The code of what Kusto has and this does not.</summary>
    public const string NotServed = "LocalCloudNotSupported";

    /// <summary>The kind of error.</summary>
    public string Kind { get; } = kind;

    /// <summary>Kusto's code.</summary>
    public string Code { get; } = code;

    /// <summary>Where in the query, counted from 0.</summary>
    public int At { get; } = at;

    /// <summary>Something that is not Kusto.</summary>
    /// <param name="what">What stands there.</param>
    /// <param name="at">Where.</param>
    /// <param name="expected">What is expected there; null where that is not clear.</param>
    public static KustoException Syntax(string what, int at, string? expected = null) =>
        new("SyntaxError", "SYN0002",
            $"Query could not be parsed at '{what}'{(expected is null ? "" : $" ({expected} is expected)")}",
            at);

    /// <summary>Something that is Kusto and has no meaning here.</summary>
    /// <param name="code">Kusto's code.</param>
    /// <param name="message">Why.</param>
    /// <param name="at">Where.</param>
    public static KustoException Semantic(string code, string message, int at) => new("SemanticError", code, message, at);

    /// <summary>Something that Kusto may have, and this has not.</summary>
    /// <param name="what">What, as in <c>operator 'make-series'</c>.</param>
    /// <param name="at">Where.</param>
    /// <param name="served">What there is instead.</param>
    public static KustoException Missing(string what, int at, IEnumerable<string> served) => new("SemanticError", NotServed,
        $"The local cloud does not know the {what}. It knows: {string.Join(", ", served.Order(StringComparer.Ordinal))}", at);

    /// <summary>Line and column of the place, counted from 1.</summary>
    /// <param name="query">The query.</param>
    public (int Line, int Column) PlaceIn(string query)
    {
        var before = query.AsSpan(0, Math.Min(At, query.Length));
        return (before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
