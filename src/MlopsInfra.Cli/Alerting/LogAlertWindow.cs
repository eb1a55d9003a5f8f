using System.Text.Json.Nodes;

namespace MlopsInfra.Cli.Alerting;

/// <summary>
/// The values that a condition of a log alert has in one window: one for each combination of its dimensions. Without a column it
/// is the number of rows, otherwise the aggregate of the column.
/// </summary>
/// <param name="condition">The condition.</param>
internal sealed class LogAlertWindow(JsonNode condition)
{
    private readonly string? _column = (string?)condition["metricMeasureColumn"] is { Length: > 0 } column ? column : null;
    private readonly string _aggregation = (string?)condition["timeAggregation"] ?? "Count";
    private readonly string? _resource = (string?)condition["resourceIdColumn"] is { Length: > 0 } column ? column : null;
    private readonly JsonNode[] _dimensions = [.. (condition["dimensions"] as JsonArray ?? []).OfType<JsonNode>()];

    /// <summary>The columns that divide rows.</summary>
    public IReadOnlyList<string> Keys =>
        [.. _dimensions.Select(dimension => (string)dimension["name"]!), .. _resource is null ? (string[])[] : [_resource]];

    /// <summary>The values.</summary>
    /// <param name="result">The rows of the window.</param>
    /// <returns>The value of each combination of dimensions.</returns>
    public Dictionary<string, double> Values(QueryResult result)
    {
        foreach (var needed in _column is null ? Keys : [.. Keys, _column])
        {
            if (!result.Has(needed))
                throw new CliException(ExitCode.Failed, "ColumnNotFound", $"The query gives no column '{needed}'.", needed);
        }

        var groups = result.Rows.Where(row => _dimensions.All(dimension => Includes(dimension, result, row)))
            .GroupBy(row => string.Join('\n', Keys.Select(key => result.Text(row, key))));
        var values = new Dictionary<string, double>();
        foreach (var group in groups)
        {
            if (Aggregate(result, group) is { } value) values[group.Key] = value;
        }

        // No rows are zero rows, where rows are counted.
        if (_column is null && Keys.Count == 0) values.TryAdd("", 0);
        return values;
    }

    private static bool Includes(JsonNode dimension, QueryResult result, JsonArray row)
    {
        string[] listed = [.. (dimension["values"] as JsonArray ?? []).Select(value => (string?)value ?? "")];
        var isListed = listed.Contains("*") || listed.Contains(result.Text(row, (string)dimension["name"]!));
        return isListed != "Exclude".Equals((string?)dimension["operator"], StringComparison.OrdinalIgnoreCase);
    }

    private double? Aggregate(QueryResult result, IEnumerable<JsonArray> rows)
    {
        if (_column is null) return rows.Count();
        double[] numbers = [.. rows.Select(row => result.Number(row, _column)).OfType<double>()];
        if (_aggregation == "Count") return numbers.Length;
        if (numbers.Length == 0) return null;
        return _aggregation switch
        {
            "Average" => numbers.Average(),
            "Minimum" => numbers.Min(),
            "Maximum" => numbers.Max(),
            "Total" => numbers.Sum(),
            _ => throw new CliException(ExitCode.Failed, "AggregationNotKnown", $"There is no aggregation '{_aggregation}'.",
                _aggregation),
        };
    }
}
