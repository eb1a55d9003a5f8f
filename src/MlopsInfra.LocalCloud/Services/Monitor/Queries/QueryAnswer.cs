using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries;

/// <summary>Answers and errors of queries, in the form of the query services.</summary>
internal static class QueryAnswer
{
    /// <summary>A table as an answer.</summary>
    /// <param name="table">The table.</param>
    public static JsonObject Of(KustoTable table) => new()
    {
        ["tables"] = new JsonArray(new JsonObject
        {
            ["name"] = "PrimaryResult",
            ["columns"] = new JsonArray([.. table.Columns.Select(column => (JsonNode)new JsonObject
            {
                ["name"] = column.Name, ["type"] = ExpressionBinder.Name(column.Type),
            })]),
            ["rows"] = new JsonArray([.. table.Rows.Select(row =>
                (JsonNode)new JsonArray([.. row.Select((value, index) => Value(value, table.Columns[index].Type))]))]),
        }),
    };

    /// <summary>An error as an answer.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="query">The query.</param>
    public static JsonObject Of(KustoException exception, string query)
    {
        var (line, column) = exception.PlaceIn(query);
        return Error("BadArgumentError", "The request had some invalid properties", new JsonObject
        {
            ["code"] = exception.Kind,
            ["message"] = exception.Kind == "SyntaxError"
                ? "A recognition error occurred in the query." : "A semantic error occurred.",
            ["innererror"] = new JsonObject
            {
                ["code"] = exception.Code,
                ["message"] = $"{exception.Message} on line [{line},{column}]",
                ["line"] = line,
                ["pos"] = column,
            },
        });
    }

    /// <summary>An error as an answer.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="message">Its message.</param>
    /// <param name="inner">The error behind it; null for none.</param>
    public static JsonObject Error(string code, string message, JsonObject? inner = null)
    {
        var error = new JsonObject { ["message"] = message, ["code"] = code, ["correlationId"] = Guid.NewGuid().ToString() };
        if (inner is not null) error["innererror"] = inner;
        return new JsonObject { ["error"] = error };
    }

    // Dynamic values go as texts; JSON has no number that is none.
    private static JsonNode? Value(object? value, ColumnType type) => value switch
    {
        null => null,
        double number when !double.IsFinite(number) => double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity",
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        _ when type == ColumnType.Dynamic => KustoValues.Text(value),
        _ => KustoValues.ToJson(value),
    };
}
