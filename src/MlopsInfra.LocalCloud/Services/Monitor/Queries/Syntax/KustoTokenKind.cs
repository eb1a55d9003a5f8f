namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>What a piece of a query is.</summary>
internal enum KustoTokenKind
{
    /// <summary>A name or a keyword, <c>!has</c> and <c>in~</c> among them.</summary>
    Name,

    /// <summary>A name in brackets and quotes: never a keyword.</summary>
    QuotedName,

    /// <summary>A value.</summary>
    Literal,

    /// <summary>Anything else.</summary>
    Symbol,

    /// <summary>The end of the query.</summary>
    End,
}
