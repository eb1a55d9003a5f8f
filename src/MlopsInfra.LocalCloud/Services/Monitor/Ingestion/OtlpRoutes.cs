using Google.Protobuf;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp;
using MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp.Wire;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion;

/// <summary>
/// OTLP over HTTP, in protobuf, at <c>/otlp/{instrumentation key}/v1/traces</c>, <c>metrics</c> and <c>logs</c>: which component
/// is meant stands in the base address, which a workload has in <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.
/// </summary>
/// <param name="components">The components.</param>
/// <param name="rights">Who may send.</param>
/// <param name="metrics">Reads metrics.</param>
/// <param name="store">Where rows go.</param>
internal sealed class OtlpRoutes(
    TelemetryComponents components, IngestionRights rights, OtlpMetrics metrics, TelemetryStore store)
{
    /// <summary>What the path of a base address begins with.</summary>
    public const string Segment = "otlp";

    private const string Protobuf = "application/x-protobuf";

    /// <summary>Answers a request; false if it is none of these.</summary>
    /// <param name="request">The request.</param>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        switch (request.Info.Path.Trim('/').Split('/'))
        {
            case [Segment, var key, "v1", ("traces" or "metrics" or "logs") and var signal] when request.Method == "POST":
                await HandleAsync(request, key, signal);
                return true;
            case ["v1", "traces" or "metrics" or "logs"] when request.Method == "POST":
                await RefuseAsync(request, 404, $"OTEL_EXPORTER_OTLP_ENDPOINT has to be {request.Absolute($"/{Segment}/")}"
                    + "{instrumentation key of an Application Insights component}.");
                return true;
            default:
                return false;
        }
    }

    private async Task HandleAsync(RestRequest request, string key, string signal)
    {
        if (components.ByKey(key) is not { } component)
        {
            await RefuseAsync(request, 400, "Invalid instrumentation key");
            return;
        }

        if (rights.RefusalOf(request, component) is { } refusal)
        {
            await RefuseAsync(request, refusal.Status, refusal.Message);
            return;
        }

        if (request.Http.Request.ContentType?.StartsWith(Protobuf, StringComparison.OrdinalIgnoreCase) != true)
        {
            await RefuseAsync(request, 415, $"OTLP is taken as {Protobuf} (OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf).");
            return;
        }

        IReadOnlyList<TelemetryItem> items;
        try
        {
            items = await ReadAsync(request, component.InstrumentationKey, signal);
        }
        catch (ArmException exception)
        {
            await RefuseAsync(request, exception.Status, exception.Message);
            return;
        }

        foreach (var table in items.GroupBy(item => item.Table))
            store.Append(component, table.Key, table.Select(item => item.Row));
        // An empty message is the answer that all was taken.
        request.Http.Response.ContentType = Protobuf;
        request.Http.Response.ContentLength = 0;
    }

    private async Task<IReadOnlyList<TelemetryItem>> ReadAsync(RestRequest request, string key, string signal)
    {
        try
        {
            var body = await TelemetryBody.ReadAsync(request);
            return
            [
                .. signal switch
                {
                    "traces" => OtlpSpans.Read(ExportTraceRequest.Parser.ParseFrom(body)),
                    "logs" => OtlpLogs.Read(ExportLogsRequest.Parser.ParseFrom(body)),
                    _ => metrics.Read(key, ExportMetricsRequest.Parser.ParseFrom(body)),
                },
            ];
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidDataException)
        {
            throw new ArmException(400, "InvalidRequestContent", "The body is no OTLP message.");
        }
    }

    private static async Task RefuseAsync(RestRequest request, int status, string message)
    {
        var response = request.Http.Response;
        response.StatusCode = status;
        response.ContentType = Protobuf;
        await response.Body.WriteAsync(new RpcStatus { Code = status, Message = message }.ToByteArray(),
            request.Http.RequestAborted);
    }
}
