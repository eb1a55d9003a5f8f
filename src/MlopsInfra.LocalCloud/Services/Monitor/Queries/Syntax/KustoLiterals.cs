using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>Values as queries write them: <c>5m</c>, <c>datetime(2026-11-29)</c>, <c>dynamic({"a":1})</c>.</summary>
internal static class KustoLiterals
{
    private static readonly Dictionary<string, long> Units = new(StringComparer.Ordinal)
    {
        ["d"] = TimeSpan.TicksPerDay, ["day"] = TimeSpan.TicksPerDay, ["days"] = TimeSpan.TicksPerDay,
        ["h"] = TimeSpan.TicksPerHour, ["hr"] = TimeSpan.TicksPerHour, ["hour"] = TimeSpan.TicksPerHour,
        ["hours"] = TimeSpan.TicksPerHour, ["m"] = TimeSpan.TicksPerMinute, ["min"] = TimeSpan.TicksPerMinute,
        ["minute"] = TimeSpan.TicksPerMinute, ["minutes"] = TimeSpan.TicksPerMinute, ["s"] = TimeSpan.TicksPerSecond,
        ["sec"] = TimeSpan.TicksPerSecond, ["second"] = TimeSpan.TicksPerSecond, ["seconds"] = TimeSpan.TicksPerSecond,
        ["ms"] = TimeSpan.TicksPerMillisecond, ["milliseconds"] = TimeSpan.TicksPerMillisecond,
        ["microsecond"] = TimeSpan.TicksPerMicrosecond, ["microseconds"] = TimeSpan.TicksPerMicrosecond, ["tick"] = 1,
        ["ticks"] = 1,
    };

    private static readonly Dictionary<string, ColumnType> Types = new(StringComparer.Ordinal)
    {
        ["datetime"] = ColumnType.DateTime, ["date"] = ColumnType.DateTime, ["timespan"] = ColumnType.TimeSpan,
        ["time"] = ColumnType.TimeSpan, ["dynamic"] = ColumnType.Dynamic, ["int"] = ColumnType.Int, ["long"] = ColumnType.Long,
        ["real"] = ColumnType.Real, ["double"] = ColumnType.Real, ["bool"] = ColumnType.Bool, ["boolean"] = ColumnType.Bool,
        ["guid"] = ColumnType.Guid, ["string"] = ColumnType.String,
    };

    /// <summary>The type that a name says; null if it says none.</summary>
    /// <param name="name">The name.</param>
    public static ColumnType? TypeOf(string name) => Types.TryGetValue(name, out var type) ? type : null;

    /// <summary>Whether what stands in brackets behind a name is the text of a value.</summary>
    /// <param name="name">The name.</param>
    public static bool IsConstructor(string name) => name != "string" && Types.ContainsKey(name);

    /// <summary>The value of a text in the brackets of a constructor.</summary>
    /// <param name="type">The type.</param>
    /// <param name="text">The text.</param>
    /// <param name="value">The value; null for <c>null</c>.</param>
    /// <returns>Whether the text is a value of the type.</returns>
    public static bool TryRead(ColumnType type, string text, out object? value)
    {
        var plain = text.Trim();
        value = null;
        if (plain == "null") return true;
        value = type switch
        {
            ColumnType.Dynamic => Json(plain),
            ColumnType.DateTime => Moment(Unquoted(plain)),
            ColumnType.TimeSpan => Duration(Unquoted(plain)),
            ColumnType.Int or ColumnType.Long => Whole(plain),
            ColumnType.Real =>
                double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : null,
            ColumnType.Bool => plain.ToLowerInvariant() switch { "true" or "1" => true, "false" or "0" => false, _ => null },
            _ => Guid.TryParse(Unquoted(plain), out var guid) ? guid.ToString() : null,
        };
        return value is not null;
    }

    /// <summary>A number with a unit of time; null if it is none.</summary>
    /// <param name="number">The number.</param>
    /// <param name="unit">The unit.</param>
    public static TimeSpan? Duration(double number, string unit) =>
        Units.TryGetValue(unit, out var ticks) && Math.Abs(number * ticks) < long.MaxValue
            ? TimeSpan.FromTicks((long)(number * ticks)) : null;

    /// <summary>A duration as a text: <c>1.02:03:04.5</c>, or a number with a unit, or days; null if it is none.</summary>
    /// <param name="text">The text.</param>
    public static TimeSpan? Duration(string text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or '-')) end++;
        if (double.TryParse(text.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Duration(number, end == text.Length ? "d" : text[end..]) is { } duration) return duration;
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null;
    }

    /// <summary>A moment as a text, in UTC where it says nothing else; null if it is none.</summary>
    /// <param name="text">The text.</param>
    public static DateTime? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime : null;

    /// <summary>A whole number as a text; null if it is none.</summary>
    /// <param name="text">The text.</param>
    public static long? Whole(string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return long.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    // Strings may stand in single quotes, too.
    private static JsonNode? Json(string text)
    {
        var json = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (KustoStrings.TryRead(text, ref at, out var value)) json.Append(JsonSerializer.Serialize(value));
            else json.Append(text[at++]);
        }

        try
        {
            return StrictJson.Parse(json.ToString());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Unquoted(string text) =>
        text is ['"' or '\'', .., '"' or '\''] && text[0] == text[^1] ? text[1..^1] : text;
}
