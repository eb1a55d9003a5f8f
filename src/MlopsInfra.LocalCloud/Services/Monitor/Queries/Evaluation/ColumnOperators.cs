using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>Operators that choose, name and compute columns.</summary>
internal static class ColumnOperators
{
    /// <summary><c>project</c>, <c>print</c> and <c>distinct</c>: these columns and no others.</summary>
    public static KustoTable Project(QueryContext context, KustoTable table, KustoOperator project)
    {
        var binder = new ExpressionBinder(context, table);
        var names = new ColumnNames();
        var bound = project.Items.SelectMany(item => Expand(table, item))
            .Select((item, index) => (Name: project.Name == "print" && item is { Name: null, Value: not NameExpression }
                ? names.Take($"print_{index}") : names.Take(item), Value: binder.Bind(item.Value))).ToList();
        return new KustoTable([.. bound.Select(column => new LogColumn(column.Name, column.Value.Type))],
            [.. table.Rows.Select(row => (object?[])[.. bound.Select(column => column.Value.Value(row))])]);
    }

    /// <summary><c>extend</c>: more columns, or others in the place of those of the same name.</summary>
    public static KustoTable Extend(QueryContext context, KustoTable table, KustoOperator extend)
    {
        var binder = new ExpressionBinder(context, table);
        var names = new ColumnNames();
        var columns = table.Columns.ToList();
        var values = new List<(int Index, BoundExpression Value)>();
        foreach (var item in extend.Items)
        {
            var (name, value) = (names.Take(item), binder.Bind(item.Value));
            var index = columns.FindIndex(column => column.Name == name);
            if (index < 0) (index, columns) = (columns.Count, [.. columns, new LogColumn(name, value.Type)]);
            else columns[index] = new LogColumn(name, value.Type);
            values.Add((index, value));
        }

        return table with
        {
            Columns = columns,
            Rows = [.. table.Rows.Select(row =>
            {
                var extended = new object?[columns.Count];
                row.CopyTo(extended, 0);
                foreach (var (index, value) in values) extended[index] = value.Value(row);
                return extended;
            })],
        };
    }

    /// <summary><c>project-away</c>, <c>project-keep</c>: all but some, or only some, in the order that they have.</summary>
    public static KustoTable Choose(KustoTable table, KustoOperator choose)
    {
        var named = Named(table, choose);
        var keeps = choose.Name == "project-keep";
        return Pick(table, [.. Enumerable.Range(0, table.Columns.Count).Where(index => named.Contains(index) == keeps)])
            with { IsOpen = !keeps && table.IsOpen };
    }

    /// <summary><c>project-reorder</c>: some first.</summary>
    public static KustoTable Reorder(KustoTable table, KustoOperator reorder)
    {
        var first = Named(table, reorder);
        return Pick(table, [.. first, .. Enumerable.Range(0, table.Columns.Count).Except(first)]);
    }

    /// <summary><c>project-rename</c>: other names.</summary>
    public static KustoTable Rename(KustoTable table, KustoOperator rename)
    {
        var columns = table.Columns.ToArray();
        foreach (var item in rename.Items)
        {
            if (item is not { Name: { } name, Value: NameExpression old })
                throw KustoException.Semantic("SEM0001", "project-rename takes NEW = OLD", item.Value.At);
            columns[Index(table, old)] = new LogColumn(name, columns[Index(table, old)].Type);
        }

        return table with { Columns = columns };
    }

    private static IEnumerable<NamedExpression> Expand(KustoTable table, NamedExpression item) =>
        item is { Name: null, Value: NameExpression { Name: [.. var prefix, '*'] } }
            ? table.Columns.Where(column => column.Name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(column => new NamedExpression(null, new NameExpression(item.Value.At, column.Name)))
            : [item];

    private static List<int> Named(KustoTable table, KustoOperator choose) =>
    [
        .. choose.Items.SelectMany(item => Expand(table, item)).Select(item => item.Value switch
        {
            // A column that an open table does not have is not shown in any case.
            NameExpression name when table.IsOpen && table.IndexOf(name.Name) < 0 => -1,
            NameExpression name => Index(table, name),
            var other => throw KustoException.Semantic("SEM0001", $"{choose.Name} takes names of columns", other.At),
        }).Where(index => index >= 0),
    ];

    private static int Index(KustoTable table, NameExpression name) => table.IndexOf(name.Name) is >= 0 and var index
        ? index : throw KustoException.Semantic("SEM0100", $"Failed to resolve column named '{name.Name}'", name.At);

    private static KustoTable Pick(KustoTable table, int[] indexes) => table with
    {
        Columns = [.. indexes.Select(index => table.Columns[index])],
        Rows = [.. table.Rows.Select(row => Array.ConvertAll(indexes, index => row[index]))],
    };
}
