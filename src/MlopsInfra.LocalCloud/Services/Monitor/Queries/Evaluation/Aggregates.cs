using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>Aggregates of one value. Those whose name ends with <c>if</c> take a condition as well.</summary>
internal static class Aggregates
{
    private static readonly string[] Plain = ["count", "dcount", "sum", "avg", "min", "max", "stdev", "variance"];

    private static readonly HashSet<string> Known =
    [
        .. Plain, .. Plain.Select(name => $"{name}if"), "stdevp", "variancep", "percentile", "percentiles", "arg_max", "arg_min",
        "any",
        "take_any", "make_list", "make_set", "count_distinct",
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => Known;

    /// <summary>Binds a call; null if it is no aggregate of one value.</summary>
    /// <param name="call">The call.</param>
    /// <param name="binder">Binds what it is of.</param>
    public static BoundAggregate? TryBind(CallExpression call, ExpressionBinder binder)
    {
        if (!Known.Contains(call.Function)) return null;
        var isConditional = call.Function.EndsWith("if", StringComparison.Ordinal);
        var name = isConditional ? call.Function[..^2] : call.Function;
        var wanted = name switch { "count" => 0, "percentile" => 2, _ => 1 } + (isConditional ? 1 : 0);
        // How exact dcount is, and how long a list may become, is said behind: here it is always exact and whole.
        var most = name is "dcount" or "make_list" or "make_set" or "count_distinct" ? wanted + 1 : wanted;
        if (call.Arguments.Count < wanted || call.Arguments.Count > most)
            throw KustoException.Semantic("SEM0219",
                $"{call.Function}(): {call.Arguments.Count} arguments are given, not {wanted}",
                call.At);
        if (name == "count") return Count(isConditional ? binder.BindCondition(call.Arguments[0]) : _ => true);
        var value = binder.Bind(call.Arguments[0]);
        var condition = isConditional ? binder.BindCondition(call.Arguments[1]) : null;
        if (name == "percentile") return Percentile(call, value, Percent(call, binder.Bind(call.Arguments[1])));
        return new BoundAggregate(TypeOf(call, name, value.Type), rows =>
            Compute(name, rows.Where(row => condition is null || condition(row)).Select(value.Value)));
    }

    /// <summary>A percentile.</summary>
    /// <param name="call">The call.</param>
    /// <param name="value">What it is of.</param>
    /// <param name="percent">Which one.</param>
    public static BoundAggregate Percentile(CallExpression call, BoundExpression value, double percent) =>
        new(TypeOf(call, "percentile", value.Type), rows =>
        {
            object?[] values = [.. rows.Select(value.Value).Select(KustoValues.Plain).Where(one => one is not null).Order(
                Comparer<object?>.Create(KustoValues.Order))];
            // The nearest rank.
            return values.Length == 0
                ? null : values[Math.Clamp((int)Math.Ceiling(percent / 100 * values.Length) - 1, 0, values.Length - 1)];
        });

    /// <summary>The percent that an argument says.</summary>
    /// <param name="call">The call.</param>
    /// <param name="percent">The argument.</param>
    public static double Percent(CallExpression call, BoundExpression percent) =>
        percent.IsConstant && KustoValues.ToDouble(percent.Constant) is >= 0 and <= 100 and var number
            ? number
            : throw KustoException.Semantic("SEM0219", $"{call.Function}(): a percent has to be a constant from 0 to 100",
                call.At);

    private static BoundAggregate Count(Func<object?[], bool> condition) =>
        new(ColumnType.Long, rows => (long)rows.Count(condition));

    private static ColumnType TypeOf(CallExpression call, string name, ColumnType of)
    {
        switch (name)
        {
            case "dcount" or "count_distinct":
                return ColumnType.Long;
            case "make_list" or "make_set":
                return ColumnType.Dynamic;
            case "min" or "max" or "any" or "take_any":
                return of;
            case "sum" or "percentile" when KustoValues.IsNumber(of):
                return of == ColumnType.Int ? ColumnType.Long : of;
            case "percentile" or "avg" when of is ColumnType.DateTime or ColumnType.TimeSpan:
            case "sum" when of == ColumnType.TimeSpan:
                return of;
            case var _ when KustoValues.IsNumber(of) || of == ColumnType.Dynamic:
                return ColumnType.Real;
            default:
                throw KustoException.Semantic("SEM0065",
                    $"{call.Function}(): a value of the type {ExpressionBinder.Name(of)} can't be "
                    + "aggregated so", call.At);
        }
    }

    private static object? Compute(string name, IEnumerable<object?> all)
    {
        object?[] values = [.. all.Select(KustoValues.Plain).Where(value => value is not null)];
        return name switch
        {
            "dcount" or "count_distinct" => (long)values.Select(KustoValues.Text).Distinct().Count(),
            "make_list" => new JsonArray([.. values.Select(KustoValues.ToJson)]),
            "make_set" => new JsonArray([.. values.DistinctBy(KustoValues.Text).Select(KustoValues.ToJson)]),
            "any" or "take_any" => values.FirstOrDefault(),
            "min" =>
                values.Length == 0 ? null : values.Aggregate((one, other) => KustoValues.Compare(other, one) < 0 ? other : one),
            "max" =>
                values.Length == 0 ? null : values.Aggregate((one, other) => KustoValues.Compare(other, one) > 0 ? other : one),
            "sum" => Sum(values),
            "avg" => Average(values),
            "variance" => Variance(values, 1),
            "variancep" => Variance(values, 0),
            "stdev" => Math.Sqrt(Variance(values, 1)),
            _ => Math.Sqrt(Variance(values, 0)),
        };
    }

    private static object Sum(object?[] values)
    {
        if (values.Length > 0 && values.All(value => value is TimeSpan))
            return TimeSpan.FromTicks(values.Sum(value => ((TimeSpan)value!).Ticks));
        return values.All(value => value is long) && values.Length > 0
            ? values.Sum(value => (long)value!) : values.Sum(value => KustoValues.ToDouble(value) ?? 0);
    }

    private static object? Average(object?[] values)
    {
        if (values.Length == 0) return double.NaN;
        var average = values.Average(value => KustoValues.ToDouble(value));
        return values[0] switch
        {
            TimeSpan => TimeSpan.FromTicks((long)average!.Value),
            DateTime => new DateTime((long)average!.Value, DateTimeKind.Utc),
            _ => average,
        };
    }

    private static double Variance(object?[] values, int freedom)
    {
        double[] numbers = [.. values.Select(KustoValues.ToDouble).OfType<double>()];
        if (numbers.Length == 0) return double.NaN;
        if (numbers.Length <= freedom) return 0;
        var mean = numbers.Average();
        return numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Length - freedom);
    }
}
