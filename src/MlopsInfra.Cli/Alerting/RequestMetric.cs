using System.Text.Json.Nodes;

namespace MlopsInfra.Cli.Alerting;

/// <summary>
/// A metric of an Application Insights component that its requests tell: what Azure makes of them as they come in, computed from
/// the rows.
/// </summary>
/// <param name="Expression">What it is of a window, in Kusto.</param>
internal sealed record RequestMetric(string Expression)
{
    /// <summary>The metric that a condition is about; null where requests don't tell it.</summary>
    /// <param name="condition">The condition of a metric alert.</param>
    public static RequestMetric? Of(JsonNode condition) =>
        ((string?)condition["metricName"], (string?)condition["timeAggregation"]) switch
        {
            ("requests/count", "Count" or "Total") => new("count()"),
            ("requests/failed", "Count" or "Total") => new("countif(Success == false)"),
            ("requests/duration", "Average") => new("avg(DurationMs)"),
            ("requests/duration", "Maximum") => new("max(DurationMs)"),
            ("requests/duration", "Minimum") => new("min(DurationMs)"),
            _ => null,
        };

    /// <summary>The query for one row per window that has requests, numbered back from the last: 0, 1, 2 ...</summary>
    /// <param name="now">Where the last window ends.</param>
    /// <param name="window">The length of a window.</param>
    public string Query(DateTimeOffset now, TimeSpan window)
    {
        var seconds = $"todouble(datetime_diff('second', datetime({now.AddSeconds(1):yyyy-MM-ddTHH:mm:ssZ}), TimeGenerated))";
        return $"AppRequests | summarize Value = {Expression} by Window = tolong(floor({seconds} / {window.TotalSeconds}, 1))";
    }
}
