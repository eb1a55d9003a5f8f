using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>Functions of numbers.</summary>
internal static class MathFunctions
{
    /// <summary>The functions.</summary>
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("abs", 1, 1, arguments => arguments[0].Type, values => KustoValues.Plain(values[0]) switch
        {
            long number => Math.Abs(number), double number => Math.Abs(number), TimeSpan time => time.Duration(), _ => null,
        }),
        .. ((string[])["bin", "floor"]).Select(name =>
            new ScalarFunction(name, name == "bin" ? 2 : 1, 2, arguments => BinType(arguments), Bin)),
        new("ceiling", ColumnType.Real, value => Ceiling(value)),
        new("round", 1, 2, ColumnType.Real, values => KustoValues.ToDouble(values[0]) is { } number
            ? Rounded(number, values.Length > 1 ? KustoValues.ToLong(values[1]) ?? 0 : 0) : null),
        Real("sqrt", Math.Sqrt), Real("exp", Math.Exp), Real("log", Math.Log), Real("log2", Math.Log2), Real("log10", Math.Log10),
        new("pow", 2, 2, ColumnType.Real, values =>
            KustoValues.ToDouble(values[0]) is { } number && KustoValues.ToDouble(values[1]) is { } power
                ? Math.Pow(number, power) : null),
        new("sign", ColumnType.Int, value => KustoValues.ToDouble(value) is { } number && !double.IsNaN(number)
            ? (long)Math.Sign(number) : null),
    ];

    private static ScalarFunction Real(string name, Func<double, double> function) =>
        new(name, ColumnType.Real, value => KustoValues.ToDouble(value) is { } number ? function(number) : null);

    private static double? Ceiling(object? value) => KustoValues.ToDouble(value) is { } number ? Math.Ceiling(number) : null;

    private static double Rounded(double number, long digits)
    {
        if (digits is >= 0 and <= 15) return Math.Round(number, (int)digits, MidpointRounding.AwayFromZero);
        var scale = Math.Pow(10, -digits);
        return digits > 0 ? number : Math.Round(number / scale, MidpointRounding.AwayFromZero) * scale;
    }

    private static ColumnType BinType(IReadOnlyList<BoundExpression> arguments) => arguments[0].Type switch
    {
        ColumnType.DateTime or ColumnType.TimeSpan => arguments[0].Type,
        ColumnType.Int or ColumnType.Long when arguments.Count == 1 || arguments[1].Type != ColumnType.Real => ColumnType.Long,
        _ => ColumnType.Real,
    };

    private static object? Bin(object?[] values)
    {
        var (value, size) = (KustoValues.Plain(values[0]), values.Length > 1 ? KustoValues.Plain(values[1]) : 1L);
        return (value, size) switch
        {
            (DateTime time, TimeSpan span) when span.Ticks > 0 =>
                new DateTime(time.Ticks - (time.Ticks % span.Ticks), DateTimeKind.Utc),
            (TimeSpan time, TimeSpan span) when span.Ticks > 0 => TimeSpan.FromTicks(Floor(time.Ticks, span.Ticks)),
            (long number, long step) when step > 0 => Floor(number, step),
            (long or double, long or double) when KustoValues.ToDouble(size) is > 0 and var step =>
                Math.Floor(KustoValues.ToDouble(value)!.Value / step) * step,
            _ => null,
        };
    }

    private static long Floor(long number, long step) => number - (((number % step) + step) % step);
}
