using MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp.Wire;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp;

/// <summary>Log records: traces, or exceptions where they carry one, or events where they name one.</summary>
internal static class OtlpLogs
{
    // Severities of OpenTelemetry go by fours: TRACE 1, DEBUG 5, INFO 9, WARN 13, ERROR 17, FATAL 21.
    private const int PerStep = 4;

    /// <summary>The rows of a request.</summary>
    /// <param name="request">The request.</param>
    public static IEnumerable<TelemetryItem> Read(ExportLogsRequest request) =>
        from resource in request.ResourceLogs
        let sender = new OtlpResource(resource.Resource)
        from scope in resource.ScopeLogs
        from record in scope.LogRecords
        select Row(sender, record);

    private static TelemetryItem Row(OtlpResource sender, LogRecord record)
    {
        var attributes = new OtlpAttributes(record.Attributes);
        var row = sender.Row(record.TimeUnixNano == 0 ? record.ObservedTimeUnixNano : record.TimeUnixNano);
        (row["OperationId"], row["ParentId"]) = (OtlpAttributes.Hex(record.TraceId), OtlpAttributes.Hex(record.SpanId));
        var level = record.SeverityNumber <= PerStep ? 0 : (record.SeverityNumber - PerStep - 1) / PerStep;
        if (record.Attributes.Any(pair => pair.Key == "exception.type")) return OtlpExceptions.Item(row, attributes, level);
        if (attributes.Take("microsoft.custom_event.name") is { } name)
        {
            (row["Name"], row["Properties"]) = (name, attributes.Rest());
            return new TelemetryItem("AppEvents", row);
        }

        row["Message"] = OtlpAttributes.Text(record.Body);
        row["SeverityLevel"] = level;
        row["Properties"] = attributes.Rest();
        return new TelemetryItem("AppTraces", row);
    }
}
