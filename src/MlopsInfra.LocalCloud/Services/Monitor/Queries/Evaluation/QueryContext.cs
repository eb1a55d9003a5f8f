using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>What holds for a whole query: the time, the tables, and what <c>let</c> names.</summary>
/// <param name="tables">The tables.</param>
/// <param name="now">The time of the query: the same wherever it asks.</param>
internal sealed class QueryContext(IKustoTables tables, DateTime now)
{
    /// <summary>More rows than this are refused: a join can make more than there is memory.</summary>
    public const int MostRows = 1_000_000;

    private readonly Dictionary<string, BoundExpression> _values = [];
    private readonly Dictionary<string, KustoTable> _tables = [];

    /// <summary>The time of the query.</summary>
    public DateTime Now => now;

    /// <summary>Gives a value a name.</summary>
    public void Define(string name, BoundExpression value) => _values[name] = value;

    /// <summary>Gives a table a name.</summary>
    public void Define(string name, KustoTable table) => _tables[name] = table;

    /// <summary>A value by its name; null if there is none.</summary>
    public BoundExpression? Value(string name) => _values.GetValueOrDefault(name);

    /// <summary>A table by its name; null if there is none.</summary>
    /// <param name="name">The name.</param>
    public KustoTable? FindTable(string name) => _tables.GetValueOrDefault(name) ?? tables.Find(name);

    /// <summary>The tables that a name, or a pattern with a star at its end, stands for.</summary>
    /// <param name="pattern">The name or pattern.</param>
    public IEnumerable<string> Names(string pattern) => pattern.EndsWith('*')
        ? tables.Names.Where(name => name.StartsWith(pattern[..^1], StringComparison.Ordinal)) : [pattern];

    /// <summary>Refuses more rows than there may be.</summary>
    /// <param name="count">How many.</param>
    /// <param name="at">The operator that makes them.</param>
    public static void CheckCount(int count, int at)
    {
        if (count > MostRows)
            throw new KustoException("LimitsExceeded", "E_QUERY_RESULT_SET_TOO_LARGE",
                $"The query makes more than {MostRows} rows", at);
    }
}
