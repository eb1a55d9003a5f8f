using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Cli.Cloud;

namespace MlopsInfra.Cli.Alerting;

/// <summary>The rows that a query of logs gave.</summary>
internal sealed class QueryResult
{
    private readonly List<string> _columns;

    private QueryResult(JsonNode table)
    {
        _columns = [.. table["columns"]!.AsArray().Select(column => (string)column!["name"]!)];
        Rows = [.. table["rows"]!.AsArray().Select(row => row!.AsArray())];
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<JsonArray> Rows { get; }

    /// <summary>Asks a workspace or a component.</summary>
    /// <param name="arm">How Azure is reached.</param>
    /// <param name="scope">The workspace or component.</param>
    /// <param name="query">The query.</param>
    /// <param name="from">Rows before it are not seen.</param>
    /// <param name="to">Rows after it are not seen.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Azure.RequestFailedException">The query can't be answered.</exception>
    public static async Task<QueryResult> AskAsync(ArmQueries arm, string scope, string query, DateTimeOffset from,
        DateTimeOffset to, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["query"] = query, ["timespan"] = $"{from:O}/{to:O}" };
        var answer = await arm.PostAsync($"{scope}/query?api-version=2017-10-01", body, cancellationToken);
        return new QueryResult(answer["tables"]![0]!);
    }

    /// <summary>Whether there is a column.</summary>
    /// <param name="column">Its name.</param>
    public bool Has(string column) => _columns.Contains(column);

    /// <summary>A value as a text.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column.</param>
    public string Text(JsonArray row, string column) => row[_columns.IndexOf(column)]?.ToString() ?? "";

    /// <summary>A value as a number; null if it is none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column.</param>
    public double? Number(JsonArray row, string column) => row[_columns.IndexOf(column)] switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.GetValue<double>(),
        JsonValue value when double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) => number,
        _ => null,
    };
}
