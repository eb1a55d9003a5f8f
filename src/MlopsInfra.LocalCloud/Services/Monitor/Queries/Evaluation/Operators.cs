using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>Comparisons and arithmetic.</summary>
internal static class Operators
{
    /// <summary>Binds an operator; null if it is none of these.</summary>
    /// <param name="call">The operator.</param>
    /// <param name="operands">Its operands.</param>
    public static BoundExpression? TryBind(CallExpression call, BoundExpression[] operands) => call.Function switch
    {
        "==" or "!=" or "<" or "<=" or ">" or ">=" => Comparison(call, operands),
        "between" or "!between" => Between(call, operands),
        "-" when operands.Length == 1 => Arithmetic(call, BoundExpression.Of(Zero(operands[0].Type), ZeroOf(operands[0].Type)),
            operands[0]),
        "+" or "-" or "*" or "/" or "%" => Arithmetic(call, operands[0], operands[1]),
        _ => null,
    };

    private static ColumnType Zero(ColumnType type) => type == ColumnType.TimeSpan ? type : ColumnType.Long;

    private static object ZeroOf(ColumnType type) => type == ColumnType.TimeSpan ? TimeSpan.Zero : 0L;

    private static BoundExpression Comparison(CallExpression call, BoundExpression[] operands)
    {
        CheckComparable(call, operands[0].Type, operands[1].Type);
        return BoundExpression.Of(ColumnType.Bool, operands, call.Function switch
        {
            // Kusto's rule for null: equal to nothing, and different from all that is something.
            "==" => values => KustoValues.Compare(values[0], values[1]) == 0,
            "!=" => values => values[0] is null && values[1] is null ? null : KustoValues.Compare(values[0], values[1]) != 0,
            "<" => values => KustoValues.Compare(values[0], values[1]) < 0,
            "<=" => values => KustoValues.Compare(values[0], values[1]) <= 0,
            ">" => values => KustoValues.Compare(values[0], values[1]) > 0,
            _ => values => KustoValues.Compare(values[0], values[1]) >= 0,
        });
    }

    private static BoundExpression Between(CallExpression call, BoundExpression[] operands)
    {
        CheckComparable(call, operands[0].Type, operands[1].Type);
        var isPositive = call.Function == "between";
        // datetime between (start .. 1h): the end is a duration from the start.
        return BoundExpression.Of(ColumnType.Bool, operands, values =>
        {
            var high = values is [_, DateTime start, TimeSpan length] ? start + length : values[2];
            return (KustoValues.Compare(values[0], values[1]) >= 0 && KustoValues.Compare(values[0], high) <= 0) == isPositive;
        });
    }

    private static void CheckComparable(CallExpression call, ColumnType left, ColumnType right)
    {
        if (IsComparable(left, right) || IsComparable(right, left)) return;
        throw KustoException.Semantic("SEM0064", $"Cannot compare values of types {ExpressionBinder.Name(left)} and "
            + $"{ExpressionBinder.Name(right)}. Try adding explicit casts", call.At);
    }

    private static bool IsComparable(ColumnType left, ColumnType right) =>
        left == right || left == ColumnType.Dynamic || (KustoValues.IsNumber(left) && KustoValues.IsNumber(right))
        || (left == ColumnType.String && right is ColumnType.Bool or ColumnType.Guid);

    private static BoundExpression Arithmetic(CallExpression call, BoundExpression left, BoundExpression right)
    {
        var type = ResultOf(call.Function, left.Type, right.Type)
            ?? throw KustoException.Semantic("SEM0062",
                $"Operator '{call.Function}' can't be applied to {ExpressionBinder.Name(left.Type)}"
                + $" and {ExpressionBinder.Name(right.Type)}", call.At);
        return BoundExpression.Of(type, [left, right],
            values => Compute(call.Function, KustoValues.Plain(values[0]), KustoValues.Plain(values[1])));
    }

    private static ColumnType? ResultOf(string name, ColumnType left, ColumnType right) => (name, left, right) switch
    {
        ("+" or "-", ColumnType.DateTime, ColumnType.TimeSpan) or ("+", ColumnType.TimeSpan, ColumnType.DateTime) =>
            ColumnType.DateTime,
        ("-", ColumnType.DateTime, ColumnType.DateTime) => ColumnType.TimeSpan,
        ("+" or "-" or "%", ColumnType.TimeSpan, ColumnType.TimeSpan) => ColumnType.TimeSpan,
        ("/", ColumnType.TimeSpan, ColumnType.TimeSpan) => ColumnType.Real,
        ("*" or "/", ColumnType.TimeSpan, _) when KustoValues.IsNumber(right) => ColumnType.TimeSpan,
        ("*", _, ColumnType.TimeSpan) when KustoValues.IsNumber(left) => ColumnType.TimeSpan,
        _ when IsCalculable(left) && IsCalculable(right) =>
            left is ColumnType.Int or ColumnType.Long && right is ColumnType.Int or ColumnType.Long
                ? ColumnType.Long : ColumnType.Real,
        _ => null,
    };

    private static bool IsCalculable(ColumnType type) => KustoValues.IsNumber(type) || type == ColumnType.Dynamic;

    private static object? Compute(string name, object? left, object? right) => (name, left, right) switch
    {
        (_, null, _) or (_, _, null) => null,
        ("+", DateTime time, TimeSpan span) => Within(time.Ticks + (decimal)span.Ticks),
        ("+", TimeSpan span, DateTime time) => Within(time.Ticks + (decimal)span.Ticks),
        ("-", DateTime time, TimeSpan span) => Within(time.Ticks - (decimal)span.Ticks),
        ("-", DateTime one, DateTime other) => one - other,
        ("+", TimeSpan one, TimeSpan other) => Span((double)one.Ticks + other.Ticks),
        ("-", TimeSpan one, TimeSpan other) => Span((double)one.Ticks - other.Ticks),
        ("%", TimeSpan one, TimeSpan other) => other == TimeSpan.Zero ? null : TimeSpan.FromTicks(one.Ticks % other.Ticks),
        ("/", TimeSpan one, TimeSpan other) => (double)one.Ticks / other.Ticks,
        ("*", TimeSpan span, long or double) => Span(span.Ticks * KustoValues.ToDouble(right)!.Value),
        ("*", long or double, TimeSpan span) => Span(span.Ticks * KustoValues.ToDouble(left)!.Value),
        ("/", TimeSpan span, long or double) => Span(span.Ticks / KustoValues.ToDouble(right)!.Value),
        ("+", long a, long b) => a + b,
        ("-", long a, long b) => a - b,
        ("*", long a, long b) => a * b,
        ("/", long a, long b) => b == 0 ? null : b == -1 ? -a : a / b,
        ("%", long a, long b) => b is 0 ? null : b == -1 ? 0L : a % b,
        _ => Real(name, KustoValues.ToDouble(left), KustoValues.ToDouble(right)),
    };

    private static double? Real(string name, double? left, double? right) => name switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        _ => left % right,
    };

    private static DateTime? Within(decimal ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
        ? new DateTime((long)ticks, DateTimeKind.Utc) : null;

    private static TimeSpan? Span(double ticks) => Math.Abs(ticks) < long.MaxValue ? TimeSpan.FromTicks((long)ticks) : null;
}
