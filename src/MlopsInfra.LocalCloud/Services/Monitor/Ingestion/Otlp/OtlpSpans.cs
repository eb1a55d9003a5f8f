using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp.Wire;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp;

/// <summary>
/// Spans become what Azure's exporter makes of them: a request where something was answered or taken from a queue, otherwise a
/// dependency; their exception events become exceptions.
/// </summary>
internal static class OtlpSpans
{
    private const double NanosecondsPerMillisecond = 1e6;
    private const int FirstFailure = 400;

    /// <summary>The rows of a request.</summary>
    /// <param name="request">The request.</param>
    public static IEnumerable<TelemetryItem> Read(ExportTraceRequest request) =>
        from resource in request.ResourceSpans
        let sender = new OtlpResource(resource.Resource)
        from scope in resource.ScopeSpans
        from span in scope.Spans
        from item in Rows(sender, span)
        select item;

    private static IEnumerable<TelemetryItem> Rows(OtlpResource sender, Span span)
    {
        var isRequest = span.Kind is SpanKind.Server or SpanKind.Consumer;
        yield return isRequest
            ? new TelemetryItem("AppRequests", Request(sender, span))
            : new TelemetryItem("AppDependencies", Dependency(sender, span));
        foreach (var raised in span.Events.Where(happened => happened.Name == "exception"))
        {
            var row = sender.Row(raised.TimeUnixNano);
            (row["OperationId"], row["ParentId"]) = (OtlpAttributes.Hex(span.TraceId), OtlpAttributes.Hex(span.SpanId));
            yield return OtlpExceptions.Item(row, new OtlpAttributes(raised.Attributes), null);
        }
    }

    private static JsonObject Request(OtlpResource sender, Span span)
    {
        var attributes = new OtlpAttributes(span.Attributes);
        var status = attributes.Take("http.response.status_code", "http.status_code");
        var (method, route) = (attributes.Take("http.request.method", "http.method"), attributes.Take("http.route"));
        var name = method is not null && route is not null ? $"{method} {route}" : span.Name;
        var row = Common(sender, span, name, status);
        row["Url"] = Url(attributes);
        row["ClientIP"] = attributes.Take("client.address", "http.client_ip", "net.peer.ip");
        row["ClientBrowser"] = attributes.Take("user_agent.original", "http.user_agent");
        row["Success"] = span.Status?.Code != StatusCode.Error && !IsFailure(status);
        row["Properties"] = attributes.Rest();
        return row;
    }

    private static JsonObject Dependency(OtlpResource sender, Span span)
    {
        var attributes = new OtlpAttributes(span.Attributes);
        var status = attributes.Take("http.response.status_code", "http.status_code");
        var row = Common(sender, span, span.Name, status);
        row["Success"] = span.Status?.Code != StatusCode.Error;
        if (attributes.Take("http.request.method", "http.method") is { } method)
        {
            var url = Url(attributes);
            row["DependencyType"] = "HTTP";
            row["Data"] = url;
            if (Uri.TryCreate(url, UriKind.Absolute, out var uri))
                (row["Target"], row["Name"]) = (uri.IsDefaultPort ? uri.Host : uri.Authority, $"{method} {uri.AbsolutePath}");
        }
        else if (attributes.Take("db.system.name", "db.system") is { } database)
        {
            row["DependencyType"] = database;
            row["Data"] = attributes.Take("db.query.text", "db.statement");
            row["Target"] = attributes.Take("db.namespace", "db.name", "server.address");
        }
        else
        {
            row["DependencyType"] = span.Kind == SpanKind.Internal ? "InProc" : attributes.Take("rpc.system", "messaging.system");
        }

        row["Properties"] = attributes.Rest();
        return row;
    }

    private static JsonObject Common(OtlpResource sender, Span span, string name, string? status)
    {
        var row = sender.Row(span.StartTimeUnixNano);
        row["Id"] = OtlpAttributes.Hex(span.SpanId);
        (row["Name"], row["OperationName"]) = (name, name);
        row["OperationId"] = OtlpAttributes.Hex(span.TraceId);
        row["ParentId"] = OtlpAttributes.Hex(span.ParentSpanId);
        row["ResultCode"] = status ?? "0";
        row["DurationMs"] = span.EndTimeUnixNano < span.StartTimeUnixNano
            ? 0 : (span.EndTimeUnixNano - span.StartTimeUnixNano) / NanosecondsPerMillisecond;
        return row;
    }

    private static bool IsFailure(string? status) => int.TryParse(status, out var code) && code >= FirstFailure;

    private static string? Url(OtlpAttributes attributes)
    {
        if (attributes.Take("url.full", "http.url") is { } full) return full;
        var scheme = attributes.Take("url.scheme", "http.scheme");
        var (host, port) = (attributes.Take("server.address", "http.host"), attributes.Take("server.port"));
        var path = attributes.Take("url.path", "http.target");
        if (host is null) return path;
        var query = attributes.Take("url.query") is { Length: > 0 } text ? $"?{text}" : "";
        return $"{scheme ?? "http"}://{host}{(port is null ? "" : $":{port}")}{path}{query}";
    }
}
