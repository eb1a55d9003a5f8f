using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion;

/// <summary>The data of an envelope, by its kind: which table it belongs to, and which field is which column.</summary>
internal static class EnvelopeData
{
    // Performance counters come as metrics, and stay metrics: what Azure makes of them is not documented.
    private static readonly Dictionary<string, (string Table, (string Field, string Column)[] Fields)> Kinds = new()
    {
        ["RequestData"] = ("AppRequests", [("id", "Id"), ("name", "Name"), ("success", "Success"), ("responseCode", "ResultCode"),
            ("url", "Url"), ("source", "Source")]),
        ["RemoteDependencyData"] = ("AppDependencies", [("id", "Id"), ("name", "Name"), ("success", "Success"),
            ("resultCode", "ResultCode"), ("type", "DependencyType"), ("target", "Target"), ("data", "Data")]),
        ["MessageData"] = ("AppTraces", [("message", "Message"), ("severityLevel", "SeverityLevel")]),
        ["EventData"] = ("AppEvents", [("name", "Name")]),
        ["AvailabilityData"] = ("AppAvailabilityResults", [("id", "Id"), ("name", "Name"), ("success", "Success"),
            ("runLocation", "Location"), ("message", "Message")]),
        ["PageViewData"] = ("AppPageViews", [("id", "Id"), ("name", "Name"), ("url", "Url")]),
        ["PageViewPerfData"] = ("AppBrowserTimings", [("name", "Name"), ("url", "Url")]),
    };

    private static readonly string[] Levels = ["Verbose", "Information", "Warning", "Error", "Critical"];

    /// <summary>The rows.</summary>
    /// <param name="kind">The kind (<c>baseType</c>).</param>
    /// <param name="data">The data.</param>
    /// <exception cref="EnvelopeException">There is no such kind, or something is missing.</exception>
    public static IEnumerable<TelemetryItem> Read(string kind, JsonObject data)
    {
        if (kind == "MetricData") return Metrics(data);
        if (kind == "ExceptionData") return [new TelemetryItem("AppExceptions", ExceptionRow.Of(data, Common(data)))];
        return Kinds.TryGetValue(kind, out var known)
            ? [new TelemetryItem(known.Table, Row(kind, data, known.Fields))]
            : throw new EnvelopeException($"106: Field 'baseType' on type 'Data' has an unknown value. Actual: {kind}");
    }

    /// <summary>The number of a severity, which is sent as a number or by its name; null if there is none.</summary>
    /// <param name="level">What was sent.</param>
    public static int? Severity(JsonNode? level)
    {
        if (level.AsText() is { } name)
            return Array.FindIndex(Levels, known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var number
                ? number : null;
        return level is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? (int)JsonNumbers.ToDouble(value) : null;
    }

    private static JsonObject Row(string kind, JsonObject data, (string Field, string Column)[] fields)
    {
        if (kind is "MessageData" && data.Text("message") is null) throw EnvelopeException.Missing("message", kind);
        if (kind is "EventData" && data.Text("name") is null) throw EnvelopeException.Missing("name", kind);
        var row = Common(data);
        foreach (var (field, column) in fields)
        {
            if (column == "SeverityLevel") row[column] = Severity(data.At(field));
            else if (data.At(field) is { } value) row[column] = value.DeepClone();
        }

        if (data.At("duration") is { } duration) row["DurationMs"] = Milliseconds(duration, kind);
        // Older SDKs leave it out where nothing failed.
        if (kind is "RequestData" or "RemoteDependencyData" && row["Success"] is null) row["Success"] = true;
        return row;
    }

    private static IEnumerable<TelemetryItem> Metrics(JsonObject data)
    {
        if (data.At("metrics") is not JsonArray { Count: > 0 } metrics) throw EnvelopeException.Missing("metrics", "MetricData");
        return [.. metrics.OfType<JsonObject>().Select(metric => new TelemetryItem("AppMetrics", Metric(data, metric)))];
    }

    private static JsonObject Metric(JsonObject data, JsonObject metric)
    {
        var sum = metric.Number("value") ?? throw EnvelopeException.Missing("value", "DataPoint");
        var row = new JsonObject
        {
            ["Name"] = metric.Text("name") ?? throw EnvelopeException.Missing("name", "DataPoint"),
            ["Sum"] = sum,
            ["ItemCount"] = (int)(metric.Number("count") ?? 1),
            ["Min"] = metric.Number("min") ?? sum,
            ["Max"] = metric.Number("max") ?? sum,
        };
        if (data.At("properties") is JsonObject properties) row["Properties"] = properties.DeepClone();
        return row;
    }

    private static JsonObject Common(JsonObject data)
    {
        var row = new JsonObject();
        if (data.At("properties") is JsonObject properties) row["Properties"] = properties.DeepClone();
        if (data.At("measurements") is JsonObject measurements) row["Measurements"] = measurements.DeepClone();
        return row;
    }

    // "d.hh:mm:ss.fffffff"; some SDKs send milliseconds.
    private static double Milliseconds(JsonNode duration, string kind)
    {
        if (duration is JsonValue value && value.TryGetValue<double>(out var number)) return number;
        return TimeSpan.TryParse(duration.AsText(), CultureInfo.InvariantCulture, out var time)
            ? time.TotalMilliseconds
            : throw new EnvelopeException($"102: Field 'duration' on type '{kind}' is not a valid duration. Actual: {duration}");
    }
}
