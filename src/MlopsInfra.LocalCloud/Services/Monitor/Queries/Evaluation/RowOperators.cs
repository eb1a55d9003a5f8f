using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>Operators that choose, order and multiply rows.</summary>
internal static class RowOperators
{
    /// <summary><c>where</c>.</summary>
    public static KustoTable Where(QueryContext context, KustoTable table, KustoOperator where)
    {
        var condition = new ExpressionBinder(context, table).BindCondition(where.Items[0].Value);
        return table with { Rows = [.. table.Rows.Where(condition)] };
    }

    /// <summary><c>take</c>: the first rows, in the order that they are kept in.</summary>
    public static KustoTable Take(QueryContext context, KustoTable table, KustoOperator take) =>
        table with { Rows = [.. table.Rows.Take(Count(context, take))] };

    /// <summary><c>sort</c>: nulls come first where the smallest do, unless the query says otherwise.</summary>
    public static KustoTable Sort(QueryContext context, KustoTable table, KustoOperator sort)
    {
        var binder = new ExpressionBinder(context, table);
        IOrderedEnumerable<object?[]>? ordered = null;
        foreach (var item in sort.By)
        {
            var call = (CallExpression)item.Value;
            var value = binder.Bind(call.Arguments[0]).Value;
            var isAscending = call.Function.StartsWith("asc", StringComparison.Ordinal);
            var nullsFirst = call.Function.EndsWith("first", StringComparison.Ordinal)
                || (isAscending && !call.Function.EndsWith("last", StringComparison.Ordinal));
            var comparer = Comparer<object?>.Create((one, other) => (one, other) switch
            {
                (null, not null) => nullsFirst ? -1 : 1,
                (not null, null) => nullsFirst ? 1 : -1,
                _ => isAscending ? KustoValues.Order(one, other) : KustoValues.Order(other, one),
            });
            ordered = ordered is null ? table.Rows.OrderBy(value, comparer) : ordered.ThenBy(value, comparer);
        }

        return table with { Rows = [.. ordered!] };
    }

    /// <summary><c>distinct</c>.</summary>
    public static KustoTable Distinct(QueryContext context, KustoTable table, KustoOperator distinct)
    {
        var projected = ColumnOperators.Project(context, table, distinct);
        return projected with { Rows = [.. projected.Rows.Distinct(RowComparer.Instance)] };
    }

    /// <summary><c>mv-expand</c>: a row for each member of a list.</summary>
    public static KustoTable Expand(QueryContext context, KustoTable table, KustoOperator expand)
    {
        if (expand.Items is not [var item])
            throw KustoException.Missing("operator 'mv-expand' of several columns", expand.At, ["mv-expand of one column"]);
        var value = new ExpressionBinder(context, table).Bind(item.Value);
        var name = new ColumnNames().Take(item);
        var type = expand.Options.TryGetValue(name, out var said)
            ? KustoLiterals.TypeOf(said) ?? ColumnType.Dynamic : ColumnType.Dynamic;
        var index = table.IndexOf(name) is >= 0 and var found ? found : table.Columns.Count;
        var columns = table.Columns.ToList();
        if (index == columns.Count) columns.Add(new LogColumn(name, type));
        else columns[index] = new LogColumn(name, type);
        var rows = new List<object?[]>();
        foreach (var row in table.Rows)
        {
            foreach (var member in Members(value.Value(row)))
            {
                var expanded = new object?[columns.Count];
                row.CopyTo(expanded, 0);
                expanded[index] = type == ColumnType.Dynamic ? member : KustoValues.FromJson(member, type);
                rows.Add(expanded);
            }

            QueryContext.CheckCount(rows.Count, expand.At);
        }

        return table with { Columns = columns, Rows = rows };
    }

    /// <summary><c>range</c>: a table of one column.</summary>
    public static KustoTable Range(QueryContext context, KustoOperator range)
    {
        var binder = new ExpressionBinder(context, new KustoTable([], []));
        BoundExpression[] bounds = [.. range.Items.Select(item => binder.Bind(item.Value))];
        var (from, to, step) = (bounds[0].Value([]), bounds[1].Value([]), bounds[2].Value([]));
        var direction = KustoValues.Compare(step, step is TimeSpan ? TimeSpan.Zero : 0L)
            ?? throw KustoException.Semantic("SEM0001", "range takes a step that is a number or a duration", range.At);
        if (direction == 0) throw KustoException.Semantic("SEM0001", "The step of range must not be 0", range.At);
        var add = Operators.TryBind(new CallExpression(range.At, "+", []),
            [new(bounds[0].Type, row => row[0]), new(bounds[2].Type, row => row[1])])!;
        var rows = new List<object?[]>();
        for (var at = from; KustoValues.Compare(at, to) is { } order && order * direction <= 0; at = add.Value([at, step]))
        {
            rows.Add([at]);
            QueryContext.CheckCount(rows.Count, range.At);
        }

        return new KustoTable([new LogColumn(range.Items[0].Name!, add.Type)], rows);
    }

    private static int Count(QueryContext context, KustoOperator take)
    {
        var count = new ExpressionBinder(context, new KustoTable([], [])).Bind(take.Items[0].Value);
        return KustoValues.ToLong(count.Constant) is >= 0 and <= int.MaxValue and var number
            ? (int)number : throw KustoException.Semantic("SEM0001", $"{take.Name} takes a number of rows", take.At);
    }

    private static IEnumerable<JsonNode?> Members(object? value)
    {
        if (value is JsonArray list) return list;
        if (value is JsonObject map) return map.Select(pair => new JsonObject { [pair.Key] = pair.Value?.DeepClone() });
        return [KustoValues.ToJson(value)];
    }
}
