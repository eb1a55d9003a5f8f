using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>Functions that choose, and that ask whether something is there.</summary>
internal static class LogicFunctions
{
    private const int Many = 64;

    /// <summary>The functions.</summary>
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        .. ((string[])["iff",
            "iif"]).Select(name => new ScalarFunction(name, 3, 3, arguments => Common(arguments[1], arguments[2]),
            values => KustoValues.Plain(values[0]) is true ? values[1] : values[2])),
        new("case", 3, Many,
            arguments => Common([.. arguments.Where((_, index) => index % 2 == 1 || index == arguments.Count - 1)]),
            Chosen),
        new("coalesce", 1, Many, arguments => Common([.. arguments]),
            values => Array.Find(values, value => value is not (null or ""))),
        new("not", ColumnType.Bool, value => value is bool truth ? !truth : null),
        new("isnull", ColumnType.Bool, value => value is null),
        new("isnotnull", ColumnType.Bool, value => value is not null),
        new("isempty", ColumnType.Bool, value => KustoValues.Text(value).Length == 0),
        new("isnotempty", ColumnType.Bool, value => KustoValues.Text(value).Length > 0),
        new("isnan", ColumnType.Bool, value => value is double number && double.IsNaN(number)),
        new("isinf", ColumnType.Bool, value => value is double number && double.IsInfinity(number)),
        new("isfinite", ColumnType.Bool, value => value is long || (value is double number && double.IsFinite(number))),
        new("min_of", 1, Many, arguments => Common([.. arguments]), values => values.Aggregate((one, other) =>
            one is null || KustoValues.Compare(other, one) < 0 ? other ?? one : one)),
        new("max_of", 1, Many, arguments => Common([.. arguments]), values => values.Aggregate((one, other) =>
            one is null || KustoValues.Compare(other, one) > 0 ? other ?? one : one)),
    ];

    private static object? Chosen(object?[] values)
    {
        for (var at = 0; at + 1 < values.Length; at += 2)
        {
            if (KustoValues.Plain(values[at]) is true) return values[at + 1];
        }

        return values[^1];
    }

    // A null has no type of its own.
    private static ColumnType Common(params IReadOnlyList<BoundExpression> choices)
    {
        ColumnType[] types = [.. choices.Where(choice => !choice.IsConstant || choice.Constant is not null)
            .Select(choice => choice.Type).Distinct()];
        return types switch
        {
            [] => ColumnType.Dynamic,
            [var one] => one,
            _ when types.Contains(ColumnType.Real) && types.All(KustoValues.IsNumber) => ColumnType.Real,
            _ when types.All(KustoValues.IsNumber) => ColumnType.Long,
            _ => ColumnType.Dynamic,
        };
    }
}
