using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary><c>union</c>: the rows of several tables. A column that a table does not have is empty in its rows.</summary>
internal static class UnionOperator
{
    /// <summary>Puts tables together.</summary>
    /// <param name="context">What holds for the query.</param>
    /// <param name="first">The table before the pipe; null if the query begins with the union.</param>
    /// <param name="union">The operator.</param>
    public static KustoTable Run(QueryContext context, KustoTable? first, KustoOperator union)
    {
        var tables = new List<(string Name, KustoTable Table)>();
        if (first is not null) tables.Add(("union_arg0", first));
        foreach (var operand in union.Tables) tables.AddRange(Tables(context, operand, union));
        var isInner = union.Options.GetValueOrDefault("kind") == "inner";
        var columns = Columns(tables.ConvertAll(table => table.Table), isInner);
        var source = union.Options.GetValueOrDefault("withsource");
        var rows = new List<object?[]>();
        foreach (var (name, table) in tables)
        {
            int[] from = [.. columns.Select(column => table.Columns.ToList().FindIndex(own => own.Name == column.Name
                && own.Type == column.Type))];
            rows.AddRange(table.Rows.Select(row => (object?[])[.. source is null ? (object?[])[] : [name],
                .. from.Select((index, at) => index < 0 ? Empty(columns[at].Type) : row[index])]));
            QueryContext.CheckCount(rows.Count, union.At);
        }

        return new KustoTable([.. source is null ? (LogColumn[])[] : [new(source, ColumnType.String)], .. Named(columns)], rows,
            tables.Any(table => table.Table.IsOpen));
    }

    private static IEnumerable<(string, KustoTable)> Tables(QueryContext context, KustoPipeline operand, KustoOperator union)
    {
        if (operand is not { Source: NameExpression name, Operators.Count: 0 })
            return [("union_arg", PipelineEvaluator.Run(context, operand))];
        var found = context.Names(name.Name).Select(one => (Name: one, Table: context.FindTable(one))).ToList();
        // A fuzzy union leaves out what is not there.
        if (found.Any(table => table.Table is null) && union.Options.GetValueOrDefault("isfuzzy") != "true")
            throw PipelineEvaluator.NoTable(name);
        return found.Where(table => table.Table is not null).Select(table => (table.Name, table.Table!));
    }

    private static List<LogColumn> Columns(List<KustoTable> tables, bool isInner) => isInner
        ? [.. tables.SelectMany(table => table.Columns).Distinct()
            .Where(column => tables.All(table => table.Columns.Contains(column)))]
        : [.. tables.SelectMany(table => table.Columns).Distinct()];

    // One name with two types becomes two columns: name_string, name_long.
    private static IEnumerable<LogColumn> Named(List<LogColumn> columns) => columns.Select(column =>
        columns.Count(other => other.Name == column.Name) == 1
            ? column : column with { Name = $"{column.Name}_{ExpressionBinder.Name(column.Type)}" });

    private static string? Empty(ColumnType type) => type == ColumnType.String ? "" : null;
}
