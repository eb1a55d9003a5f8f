using System.Runtime.CompilerServices;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>Runs a query: its table through its operators.</summary>
internal static class PipelineEvaluator
{
    /// <summary>Runs a whole query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="tables">The tables that it may name.</param>
    /// <param name="now">The time now.</param>
    /// <exception cref="KustoException">It can't be answered.</exception>
    public static KustoTable Run(string query, IKustoTables tables, DateTime now)
    {
        var parsed = QueryParser.Parse(query);
        var context = new QueryContext(tables, now);
        try
        {
            foreach (var let in parsed.Lets) Define(context, let);
            return Run(context, parsed.Body);
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException)
        {
            // A moment beyond the year 9999, a number that is too large: the query is at fault, not this program.
            throw KustoException.Semantic("E_RUNTIME_ERROR", $"A value is beyond what its type holds: {exception.Message}",
                parsed.Body.At);
        }
        catch (InsufficientExecutionStackException)
        {
            throw KustoException.Semantic("SYN0100", "The query is nested too deep", parsed.Body.At);
        }
    }

    /// <summary>Runs a query within a query.</summary>
    /// <param name="context">What holds for the query.</param>
    /// <param name="pipeline">The query.</param>
    public static KustoTable Run(QueryContext context, KustoPipeline pipeline)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var table = pipeline.Source is null ? null : Source(context, pipeline.Source);
        foreach (var step in pipeline.Operators) table = Apply(context, table, step);
        return table!;
    }

    /// <summary>What is said of a table that there is not.</summary>
    /// <param name="name">Its name.</param>
    public static KustoException NoTable(NameExpression name) =>
        KustoException.Semantic("SEM0100", $"Failed to resolve table or column expression named '{name.Name}'", name.At);

    private static void Define(QueryContext context, LetStatement let)
    {
        if (let.Value is QueryExpression query) context.Define(let.Name, Run(context, query.Query));
        else if (let.Value is NameExpression name && context.Value(name.Name) is null)
            context.Define(let.Name, context.FindTable(name.Name) ?? throw NoTable(name));
        else if (let.Value is CallExpression { Function: "materialize", Arguments: [QueryExpression inner] })
            context.Define(let.Name, Run(context, inner.Query));
        else context.Define(let.Name, new ExpressionBinder(context, new KustoTable([], [])).Bind(let.Value));
    }

    private static KustoTable Source(QueryContext context, KustoExpression source) => source switch
    {
        QueryExpression query => Run(context, query.Query),
        DataTableExpression data => Data(context, data),
        NameExpression name => context.FindTable(name.Name) ?? throw NoTable(name),
        _ => throw KustoException.Semantic("SEM0001", "A value stands where a table is expected", source.At),
    };

    private static KustoTable Data(QueryContext context, DataTableExpression data)
    {
        var binder = new ExpressionBinder(context, new KustoTable([], []));
        object?[] values = [.. data.Values.Select((value, index) =>
            InType(binder.Bind(value).Value([]), data.Columns[index % data.Columns.Count].Type))];
        return new KustoTable(data.Columns, [.. values.Chunk(data.Columns.Count)]);
    }

    private static object? InType(object? value, ColumnType type) =>
        value is long number && type == ColumnType.Real ? (double)number : value;

    private static KustoTable Apply(QueryContext context, KustoTable? before, KustoOperator step)
    {
        switch (step.Name)
        {
            case "union":
                return UnionOperator.Run(context, before, step);
            case "range" when before is null:
                return RowOperators.Range(context, step);
            case "print" when before is null:
                return ColumnOperators.Project(context, new KustoTable([], [[]]), step);
        }

        var table = before ?? throw KustoException.Syntax(step.Name, step.At, "a table");
        return step.Name switch
        {
            "where" => RowOperators.Where(context, table, step),
            "take" => RowOperators.Take(context, table, step),
            "sort" => RowOperators.Sort(context, table, step),
            "top" => RowOperators.Take(context, RowOperators.Sort(context, table, step), step),
            "distinct" => RowOperators.Distinct(context, table, step),
            "count" => new KustoTable([new LogColumn("Count", ColumnType.Long)], [[(long)table.Rows.Count]]),
            "project" => ColumnOperators.Project(context, table, step),
            "extend" => ColumnOperators.Extend(context, table, step),
            "project-away" or "project-keep" => ColumnOperators.Choose(table, step),
            "project-rename" => ColumnOperators.Rename(table, step),
            "project-reorder" => ColumnOperators.Reorder(table, step),
            "summarize" => SummarizeOperator.Run(context, table, step),
            "join" or "lookup" => JoinOperator.Run(context, table, step),
            "mv-expand" => RowOperators.Expand(context, table, step),
            "render" or "serialize" => table,
            _ => throw KustoException.Syntax(step.Name, step.At),
        };
    }
}
