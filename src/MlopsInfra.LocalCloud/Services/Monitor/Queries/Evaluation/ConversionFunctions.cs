using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>Functions that make one type another.</summary>
internal static class ConversionFunctions
{
    /// <summary>The functions.</summary>
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("tostring", ColumnType.String, value => KustoValues.Text(value)),
        new("toint", ColumnType.Int, value => KustoValues.ToLong(value) is >= int.MinValue and <= int.MaxValue and var number
            ? number : null),
        new("tolong", ColumnType.Long, value => KustoValues.ToLong(value)),
        .. ((string[])["todouble", "toreal", "todecimal"]).Select(name =>
            new ScalarFunction(name, ColumnType.Real, value => KustoValues.ToDouble(value))),
        .. ((string[])["tobool", "toboolean"]).Select(name => new ScalarFunction(name, ColumnType.Bool, Truth)),
        new("todatetime", ColumnType.DateTime, value => value as DateTime? ?? KustoLiterals.Moment(KustoValues.Text(value))),
        new("totimespan", ColumnType.TimeSpan, value => value as TimeSpan? ?? KustoLiterals.Duration(KustoValues.Text(value))),
        new("toguid", ColumnType.Guid, value => Guid.TryParse(KustoValues.Text(value), out var guid) ? guid.ToString() : null),
        .. ((string[])["parse_json", "todynamic", "toobject"]).Select(name =>
            new ScalarFunction(name, 1, 1, ColumnType.Dynamic, values => Parsed(values[0]))),
        new("gettype", ColumnType.String, value => value switch
        {
            null => "null", string => "string", bool => "bool", long => "long", double => "double", DateTime => "datetime",
            TimeSpan => "timespan", JsonArray => "array", _ => "dictionary",
        }),
    ];

    private static object? Truth(object? value) => value switch
    {
        bool truth => truth,
        string text => bool.TryParse(text, out var truth) ? truth : KustoLiterals.Whole(text) is { } number ? number != 0 : null,
        _ => KustoValues.ToDouble(value) is { } number ? number != 0 : null,
    };

    // A text that is no JSON stays the text, as in Kusto.
    private static JsonNode? Parsed(object? value)
    {
        if (value is not string text) return KustoValues.ToJson(value);
        try
        {
            return StrictJson.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
