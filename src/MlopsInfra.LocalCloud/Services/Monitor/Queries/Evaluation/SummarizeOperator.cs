using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>
/// Makes one row of each group of rows. Aggregates may stand in expressions: <c>100.0 * countif(...) / count()</c>.
/// </summary>
internal sealed class SummarizeOperator
{
    private readonly QueryContext _context;
    private readonly KustoTable _table;
    private readonly ColumnNames _names = new();
    private readonly List<LogColumn> _columns = [];
    private readonly List<Func<IReadOnlyList<object?[]>, object?>> _values = [];

    private SummarizeOperator(QueryContext context, KustoTable table) => (_context, _table) = (context, table);

    /// <summary>Groups a table.</summary>
    /// <param name="context">What holds for the query.</param>
    /// <param name="table">The table.</param>
    /// <param name="summarize">The operator.</param>
    public static KustoTable Run(QueryContext context, KustoTable table, KustoOperator summarize) =>
        new SummarizeOperator(context, table).Run(summarize);

    private KustoTable Run(KustoOperator summarize)
    {
        var binder = new ExpressionBinder(_context, _table);
        var keys = summarize.By.Select(by => (By: by, Bound: binder.Bind(by.Value))).ToList();
        var columns = keys.Select(key => new LogColumn(_names.Take(key.By), key.Bound.Type)).ToList();
        foreach (var item in summarize.Items) Add(item, binder, [.. columns.Select(column => column.Name)]);
        var groups = new Dictionary<object?[], List<object?[]>>(RowComparer.Instance);
        foreach (var row in _table.Rows)
        {
            object?[] key = [.. keys.Select(one => one.Bound.Value(row))];
            if (!groups.TryGetValue(key, out var rows)) groups[key] = rows = [];
            rows.Add(row);
        }

        // Without keys there is one group, even of no rows.
        if (keys.Count == 0 && groups.Count == 0) groups[[]] = [];
        return new KustoTable([.. columns, .. _columns],
            [.. groups.Select(group => (object?[])[.. group.Key, .. _values.Select(value => value(group.Value))])]);
    }

    private void Add(NamedExpression item, ExpressionBinder binder, HashSet<string> keys)
    {
        switch (item.Value)
        {
            case CallExpression { Function: "arg_max" or "arg_min" } call:
                AddExtreme(item.Name, call, binder, keys);
                return;
            case CallExpression { Function: "percentiles" } call when call.Arguments.Count > 1:
                AddPercentiles(call, binder);
                return;
            case CallExpression { Function: "any" or "take_any", Arguments: [NameExpression { Name: "*" }] }:
                foreach (var (index, column) in _table.Columns.Index())
                {
                    if (!keys.Contains(column.Name)) AddColumn(column, rows => rows.Count > 0 ? rows[0][index] : null);
                }

                return;
        }

        var slots = new List<BoundAggregate>();
        var isAggregate = item.Value is CallExpression outer && Aggregates.Names.Contains(outer.Function);
        // What stands outside of aggregates has no row to look at.
        var outside = new ExpressionBinder(_context, new KustoTable([], []), call =>
        {
            if (Aggregates.TryBind(call, binder) is not { } aggregate) return null;
            var slot = slots.Count;
            slots.Add(aggregate);
            return new BoundExpression(aggregate.Type, values => values[slot]);
        });
        var bound = outside.Bind(item.Value);
        AddColumn(new LogColumn(_names.Take(item, isAggregate), bound.Type),
            rows => bound.Value([.. slots.Select(slot => slot.Value(rows))]), isNamed: true);
    }

    private void AddPercentiles(CallExpression call, ExpressionBinder binder)
    {
        var value = binder.Bind(call.Arguments[0]);
        foreach (var argument in call.Arguments.Skip(1))
        {
            var aggregate = Aggregates.Percentile(call, value, Aggregates.Percent(call, binder.Bind(argument)));
            var name =
                _names.Take(new NamedExpression(null, new CallExpression(call.At, "percentile", [call.Arguments[0], argument])),
                isAggregate: true);
            AddColumn(new LogColumn(name, aggregate.Type), aggregate.Value, isNamed: true);
        }
    }

    // The row where a value is greatest: that value, and others of the same row.
    private void AddExtreme(string? name, CallExpression call, ExpressionBinder binder, HashSet<string> keys)
    {
        if (call.Arguments.Count == 0)
            throw KustoException.Semantic("SEM0219", $"{call.Function}() takes at least one argument", call.At);
        var extreme = binder.Bind(call.Arguments[0]);
        var sign = call.Function == "arg_max" ? 1 : -1;
        object?[]? Find(IReadOnlyList<object?[]> rows) => rows.Where(row => extreme.Value(row) is not null).Aggregate(
            (object?[]?)null, (best, row) =>
                best is null || sign * KustoValues.Order(extreme.Value(row), extreme.Value(best)) > 0 ? row : best);
        AddColumn(new LogColumn(_names.Take(new NamedExpression(name, call.Arguments[0])), extreme.Type),
            rows => Find(rows) is { } row ? extreme.Value(row) : null, isNamed: true);
        foreach (var argument in call.Arguments.Skip(1))
        {
            if (argument is NameExpression { Name: "*" })
            {
                foreach (var (index, column) in _table.Columns.Index())
                {
                    if (keys.Contains(column.Name) || (call.Arguments[0] is NameExpression by && by.Name == column.Name))
                        continue;
                    AddColumn(column, rows => Find(rows)?[index]);
                }

                continue;
            }

            var value = binder.Bind(argument);
            AddColumn(new LogColumn(_names.Take(new NamedExpression(null, argument)), value.Type),
                rows => Find(rows) is { } row ? value.Value(row) : null, isNamed: true);
        }
    }

    private void AddColumn(LogColumn column, Func<IReadOnlyList<object?[]>, object?> value, bool isNamed = false)
    {
        _columns.Add(isNamed ? column : column with { Name = _names.Take(column.Name) });
        _values.Add(value);
    }
}
