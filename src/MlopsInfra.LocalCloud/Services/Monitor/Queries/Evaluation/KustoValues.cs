using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>Values of queries: how they compare, and what they are as others.</summary>
internal static class KustoValues
{
    /// <summary>Whether values of a type are numbers.</summary>
    /// <param name="type">The type.</param>
    public static bool IsNumber(ColumnType type) => type is ColumnType.Int or ColumnType.Long or ColumnType.Real;

    /// <summary>What a dynamic value holds, where that is a text, a number or a truth; otherwise the value itself.</summary>
    /// <param name="value">The value.</param>
    public static object? Plain(object? value)
    {
        if (value is not JsonValue json) return value;
        return json.GetValueKind() switch
        {
            JsonValueKind.String => json.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => Number(json),
            _ => value,
        };
    }

    /// <summary>Which of two values comes first; null where that can't be said.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static int? Compare(object? left, object? right)
    {
        var (one, other) = (Plain(left), Plain(right));
        return (one, other) switch
        {
            (null, _) or (_, null) => null,
            (long a, long b) => a.CompareTo(b),
            (long or double, long or double) => ToDouble(one)!.Value.CompareTo(ToDouble(other)!.Value),
            (string a, string b) => string.CompareOrdinal(a, b),
            (bool a, bool b) => a.CompareTo(b),
            // Application Insights' own tables once had truths as texts, and queries still say so.
            (bool a, string b) => bool.TryParse(b, out var truth) ? a.CompareTo(truth) : null,
            (string a, bool b) => bool.TryParse(a, out var truth) ? truth.CompareTo(b) : null,
            (DateTime a, DateTime b) => a.CompareTo(b),
            (DateTime a, string b) when Syntax.KustoLiterals.Moment(b) is { } moment => a.CompareTo(moment),
            (string a, DateTime b) when Syntax.KustoLiterals.Moment(a) is { } moment => moment.CompareTo(b),
            (TimeSpan a, TimeSpan b) => a.CompareTo(b),
            (JsonNode a, JsonNode b) => string.CompareOrdinal(CanonicalJson.Text(a), CanonicalJson.Text(b)),
            _ => null,
        };
    }

    /// <summary>Which of two rows comes first where one column decides; nulls are less than anything.</summary>
    /// <param name="left">The one's value.</param>
    /// <param name="right">The other's.</param>
    public static int Order(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ => Compare(left, right) ?? string.CompareOrdinal(Text(left), Text(right)),
    };

    /// <summary>A value as a text.</summary>
    /// <param name="value">The value.</param>
    public static string Text(object? value) => Plain(value) switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => double.IsNaN(number) ? "NaN" : number.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        JsonNode json => json.ToJsonString(JsonText.Options),
        var other => throw new InvalidOperationException($"{other.GetType()} is no value of a query."),
    };

    /// <summary>A value as a number; null if it is none.</summary>
    /// <param name="value">The value.</param>
    public static double? ToDouble(object? value) => Plain(value) switch
    {
        long number => number,
        double number => number,
        bool truth => truth ? 1 : 0,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        DateTime time => time.Ticks,
        TimeSpan time => time.Ticks,
        _ => null,
    };

    /// <summary>A value as a whole number; null if it is none.</summary>
    /// <param name="value">The value.</param>
    public static long? ToLong(object? value) => Plain(value) switch
    {
        long number => number,
        string text when Syntax.KustoLiterals.Whole(text) is { } number => number,
        var other => ToDouble(other) is { } number && Math.Abs(number) < long.MaxValue ? (long)number : null,
    };

    /// <summary>A value in a dynamic one.</summary>
    /// <param name="value">The value.</param>
    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        JsonNode json => json.DeepClone(),
        bool truth => truth,
        long number => number,
        double number when double.IsFinite(number) => number,
        _ => Text(value),
    };

    /// <summary>A value from JSON, as a column of a type has it.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="type">The type.</param>
    public static object? FromJson(JsonNode? json, ColumnType type) => type switch
    {
        ColumnType.String or ColumnType.Guid => json is null ? "" : Text(json),
        ColumnType.Bool =>
            Plain(json) switch { bool truth => truth, string text when bool.TryParse(text, out var b) => b, _ => null },
        ColumnType.Int or ColumnType.Long => ToLong(json),
        ColumnType.Real => ToDouble(json),
        ColumnType.DateTime => Syntax.KustoLiterals.Moment(Text(json)),
        ColumnType.TimeSpan => Syntax.KustoLiterals.Duration(Text(json)),
        _ => json,
    };

    private static object Number(JsonValue json)
    {
        if (json.TryGetValue<long>(out var whole)) return whole;
        return json.TryGetValue<int>(out var small) ? (long)small : JsonNumbers.ToDouble(json);
    }
}
