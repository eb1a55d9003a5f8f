using System.Globalization;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>Functions of moments.</summary>
internal static class TimeFunctions
{
    private const int MonthsPerYear = 12;
    private const int MonthsPerQuarter = 3;
    private const int DaysPerWeek = 7;

    private static readonly string[] Spans = ["day", "week", "month", "year"];

    /// <summary>The functions.</summary>
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("datetime_diff", 3, 3, ColumnType.Long, values => values is [_, DateTime one, DateTime other]
            ? Difference(KustoValues.Text(values[0]).ToLowerInvariant(), one, other) : null),
        new("datetime_add", 3, 3, ColumnType.DateTime,
            values => values[2] is DateTime time && KustoValues.ToLong(values[1]) is { } count
            ? Sum(KustoValues.Text(values[0]).ToLowerInvariant(), (int)count, time) : null),
        new("datetime_part", 2, 2, ColumnType.Long, values => values[1] is DateTime time
            ? Part(KustoValues.Text(values[0]).ToLowerInvariant(), time) : null),
        .. Spans.Select(span => new ScalarFunction($"startof{span}", 1, 2, ColumnType.DateTime, values => Start(span, values))),
        .. Spans.Select(span => new ScalarFunction($"endof{span}", 1, 2, ColumnType.DateTime, values =>
            Start(span, values) is { } start ? Sum(span, 1, start).AddTicks(-1) : null)),
        new("dayofweek", ColumnType.TimeSpan, value => value is DateTime time ? TimeSpan.FromDays((int)time.DayOfWeek) : null),
        new("dayofmonth", ColumnType.Int, value => value is DateTime time ? (long)time.Day : null),
        new("dayofyear", ColumnType.Int, value => value is DateTime time ? (long)time.DayOfYear : null),
        new("hourofday", ColumnType.Int, value => value is DateTime time ? (long)time.Hour : null),
        new("getmonth", ColumnType.Int, value => value is DateTime time ? (long)time.Month : null),
        new("monthofyear", ColumnType.Int, value => value is DateTime time ? (long)time.Month : null),
        new("getyear", ColumnType.Int, value => value is DateTime time ? (long)time.Year : null),
        new("format_datetime", 2, 2, ColumnType.String, values => values[0] is DateTime time
            ? time.ToString(KustoValues.Text(values[1]), CultureInfo.InvariantCulture) : ""),
        new("unixtime_seconds_todatetime", ColumnType.DateTime, value => KustoValues.ToLong(value) is { } seconds
            && seconds is >= -62135596800 and <= 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime : null),
    ];

    // How many boundaries of the unit lie between the two, as Kusto counts.
    private static long? Difference(string unit, DateTime one, DateTime other) => unit switch
    {
        "year" => one.Year - other.Year,
        "quarter" => Quarters(one) - Quarters(other),
        "month" => Months(one) - Months(other),
        "week" => (StartOfWeek(one) - StartOfWeek(other)).Days / DaysPerWeek,
        _ => TicksOf(unit) is { } ticks ? (one.Ticks / ticks) - (other.Ticks / ticks) : null,
    };

    private static long Months(DateTime time) => (time.Year * MonthsPerYear) + time.Month - 1;

    private static long Quarters(DateTime time) => Months(time) / MonthsPerQuarter;

    private static DateTime StartOfWeek(DateTime time) => time.Date.AddDays(-(int)time.DayOfWeek);

    private static long? TicksOf(string unit) => unit switch
    {
        "day" => TimeSpan.TicksPerDay,
        "hour" => TimeSpan.TicksPerHour,
        "minute" => TimeSpan.TicksPerMinute,
        "second" => TimeSpan.TicksPerSecond,
        "millisecond" => TimeSpan.TicksPerMillisecond,
        "microsecond" => TimeSpan.TicksPerMicrosecond,
        _ => null,
    };

    private static DateTime Sum(string unit, int count, DateTime time) => unit switch
    {
        "year" => time.AddYears(count),
        "quarter" => time.AddMonths(MonthsPerQuarter * count),
        "month" => time.AddMonths(count),
        "week" => time.AddDays(DaysPerWeek * count),
        _ => time.AddTicks((TicksOf(unit) ?? 0) * count),
    };

    private static long? Part(string unit, DateTime time) => unit switch
    {
        "year" => time.Year,
        "quarter" => ((time.Month - 1) / MonthsPerQuarter) + 1,
        "month" => time.Month,
        "week_of_year" => ISOWeek.GetWeekOfYear(time),
        "day" => time.Day,
        "dayofyear" => time.DayOfYear,
        "hour" => time.Hour,
        "minute" => time.Minute,
        "second" => time.Second,
        "millisecond" => time.Millisecond,
        _ => null,
    };

    private static DateTime? Start(string span, object?[] values)
    {
        if (KustoValues.Plain(values[0]) is not DateTime time) return null;
        var start = span switch
        {
            "day" => time.Date,
            "week" => StartOfWeek(time),
            "month" => new DateTime(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc),
            _ => new DateTime(time.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        };
        return values.Length > 1 && KustoValues.ToLong(values[1]) is { } offset ? Sum(span, (int)offset, start) : start;
    }
}
