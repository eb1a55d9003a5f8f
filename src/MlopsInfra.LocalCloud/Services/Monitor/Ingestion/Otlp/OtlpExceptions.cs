using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp;

/// <summary>Exceptions, which OpenTelemetry says by attributes of a span's event or of a log record.</summary>
internal static class OtlpExceptions
{
    /// <summary>The row.</summary>
    /// <param name="row">What all rows have, to be completed.</param>
    /// <param name="attributes">The attributes.</param>
    /// <param name="severity">How grave it is; null if that is not said.</param>
    public static TelemetryItem Item(JsonObject row, OtlpAttributes attributes, int? severity)
    {
        var exception = new JsonObject
        {
            ["typeName"] = attributes.Take("exception.type"),
            ["message"] = attributes.Take("exception.message"),
            ["hasFullStack"] = true,
            ["stack"] = attributes.Take("exception.stacktrace"),
        };
        attributes.Take("exception.escaped");
        var data = new JsonObject { ["severityLevel"] = severity, ["exceptions"] = new JsonArray(exception) };
        row["Properties"] = attributes.Rest();
        return new TelemetryItem("AppExceptions", ExceptionRow.Of(data, row));
    }
}
