using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>Resolves the names in expressions, and checks their types.</summary>
/// <param name="context">What holds for the query.</param>
/// <param name="table">The columns that there are.</param>
/// <param name="special">Binds calls that mean something where the expression stands, such as aggregates; null for none.</param>
internal sealed class ExpressionBinder(
    QueryContext context, KustoTable table, Func<CallExpression, BoundExpression?>? special = null)
{
    /// <summary>Resolves an expression.</summary>
    /// <param name="expression">The expression.</param>
    public BoundExpression Bind(KustoExpression expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return expression switch
        {
            LiteralExpression literal => BoundExpression.Of(literal.Type, literal.Value),
            NameExpression name => BindName(name),
            CallExpression call => special?.Invoke(call) ?? BindCall(call),
            _ => throw KustoException.Semantic("SEM0001", "A table stands where a value is expected", expression.At),
        };
    }

    /// <summary>Resolves a condition.</summary>
    /// <param name="expression">The expression.</param>
    public Func<object?[], bool> BindCondition(KustoExpression expression)
    {
        var bound = Bind(expression);
        if (bound.Type is not (ColumnType.Bool or ColumnType.Dynamic))
            throw KustoException.Semantic("SEM0069", $"A condition has the type {Name(bound.Type)}, not bool", expression.At);
        return row => KustoValues.Plain(bound.Value(row)) is true;
    }

    /// <summary>A type as queries write it.</summary>
    /// <param name="type">The type.</param>
    public static string Name(ColumnType type) => type.ToString().ToLowerInvariant();

    private BoundExpression BindName(NameExpression name)
    {
        if (table.IndexOf(name.Name) is >= 0 and var index) return new(table.Columns[index].Type, row => row[index]);
        if (context.Value(name.Name) is { } value) return value;
        if (table.IsOpen && name.Name != "*") return new(LogColumns.TypeOf(name.Name), _ => null);
        throw KustoException.Semantic("SEM0100", $"Failed to resolve column or scalar expression named '{name.Name}'", name.At);
    }

    private BoundExpression BindCall(CallExpression call)
    {
        switch (call.Function)
        {
            case "and" or "or":
                return Logic(call);
            case CallExpression.Member:
                return Member(call);
            case "toscalar":
                return Scalar(call);
            case "column_ifexists" when call.Arguments is [LiteralExpression { Value: string name }, var otherwise]:
                return table.IndexOf(name) >= 0 ? BindName(new NameExpression(call.At, name)) : Bind(otherwise);
            case "now" when call.Arguments.Count == 0:
                return BoundExpression.Of(ColumnType.DateTime, context.Now);
            case "now" or "ago" when call.Arguments.Count == 1:
                var offset = Bind(call.Arguments[0]);
                var sign = call.Function == "now" ? 1 : -1;
                return BoundExpression.Of(ColumnType.DateTime, [offset],
                    values => KustoValues.Plain(values[0]) is TimeSpan time ? context.Now + (sign * time) : null);
            case "in" or "!in" or "in~" or "!in~" or "has_any" or "has_all":
                return TextOperators.InList(call, [.. call.Arguments.SelectMany(ListOf)]);
        }

        BoundExpression[] operands = [.. call.Arguments.Select(Bind)];
        return Operators.TryBind(call, operands) ?? TextOperators.TryBind(call, operands) ?? ScalarFunctions.Bind(call, operands);
    }

    private BoundExpression Logic(CallExpression call)
    {
        var (left, right) = (BindCondition(call.Arguments[0]), BindCondition(call.Arguments[1]));
        return call.Function == "and"
            ? new(ColumnType.Bool, row => left(row) && right(row)) : new(ColumnType.Bool, row => left(row) || right(row));
    }

    private BoundExpression Member(CallExpression call)
    {
        var (of, key) = (Bind(call.Arguments[0]), Bind(call.Arguments[1]));
        if (of.Type != ColumnType.Dynamic)
            throw KustoException.Semantic("SEM0061", $"A value of the type {Name(of.Type)} has no members", call.At);
        return BoundExpression.Of(ColumnType.Dynamic, [of, key], values => (values[0], KustoValues.Plain(values[1])) switch
        {
            (JsonObject map, string name) => map[name],
            (JsonArray list, long index) when index < list.Count && index >= -list.Count =>
                list[(int)(index < 0 ? list.Count + index : index)],
            _ => null,
        });
    }

    private BoundExpression Scalar(CallExpression call)
    {
        if (call.Arguments is not [QueryExpression query])
            return call.Arguments is [NameExpression name] && context.FindTable(name.Name) is { } found ? First(found)
                : call.Arguments is [var value] ? Bind(value)
                : throw KustoException.Semantic("SEM0001", "toscalar() takes one query", call.At);
        return First(PipelineEvaluator.Run(context, query.Query));
    }

    private static BoundExpression First(KustoTable table) => BoundExpression.Of(
        table.Columns.Count > 0 ? table.Columns[0].Type : ColumnType.Dynamic, table.Rows.Count > 0 ? table.Rows[0][0] : null);

    // What stands in the brackets of `in`: values, a list in a dynamic value, or the first column of a query.
    private IEnumerable<BoundExpression> ListOf(KustoExpression item)
    {
        var rows = item switch
        {
            QueryExpression query => PipelineEvaluator.Run(context, query.Query),
            NameExpression name when table.IndexOf(name.Name) < 0 && context.Value(name.Name) is null =>
                context.FindTable(name.Name),
            _ => null,
        };
        if (rows is null) return [Bind(item)];
        return rows.Rows.Select(row => BoundExpression.Of(rows.Columns[0].Type, row[0]));
    }
}
