using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net;
using Azure.Core.Pipeline;
using Azure.Monitor.OpenTelemetry.Exporter;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp.Wire;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SpanKind = MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp.Wire.SpanKind;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>The unmodified OpenTelemetry SDK: what its OTLP exporter and Microsoft's exporter send becomes rows.</summary>
public sealed class OpenTelemetryTests
{
    private const string Source = "MlopsInfra.LocalCloud.Tests";

    private static readonly Action<ResourceBuilder> Service = resource =>
        resource.AddService("score", "ns", "1.2", serviceInstanceId: "inst1");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Spans_become_requests_dependencies_and_exceptions(bool isMicrosofts)
    {
        await using var cloud = await LoggingCloud.StartAsync(time: TimeProvider.System);
        using (var source = new ActivitySource($"{Source}.{isMicrosofts}"))
        using (var tracer = With(cloud, isMicrosofts, Sdk.CreateTracerProviderBuilder().ConfigureResource(Service)
            .AddSource(source.Name).SetSampler(new AlwaysOnSampler())).Build())
        {
            using (var request = source.StartActivity("POST /score", ActivityKind.Server)!)
            {
                request.SetTag("http.request.method", "POST").SetTag("http.route", "/score")
                    .SetTag("http.response.status_code", 500).SetTag("url.scheme", "http").SetTag("server.address", "10.0.0.1")
                    .SetTag("server.port", 5001).SetTag("url.path", "/score").SetTag("deployment", "blue");
                request.SetStatus(ActivityStatusCode.Error);
                request.AddException(new InvalidOperationException("no model"));
                using var call = source.StartActivity("GET", ActivityKind.Client)!;
                call.SetTag("http.request.method", "GET").SetTag("url.full", "https://example.test/x")
                    .SetTag("server.address", "example.test").SetTag("http.response.status_code", 200);
            }

            Assert.True(tracer.ForceFlush());
        }

        Assert.Equal(["POST /score|500|false|http://10.0.0.1:5001/score|[ns]/score|inst1|blue"],
            (await cloud.AskAsync("AppRequests | project Name, ResultCode, Success, Url, AppRoleName, AppRoleInstance, "
                + "Properties.deployment")).Select(Role));
        Assert.Equal(["http|200|true|https://example.test/x|true"], await cloud.AskAsync("""
            AppDependencies
            | join kind=inner (AppRequests | project OperationId, RequestId = Id) on OperationId
            | project tolower(DependencyType), ResultCode, Success, Data, ParentId == RequestId
            """));
        Assert.Equal(["System.InvalidOperationException|no model"],
            await cloud.AskAsync("AppExceptions | project ExceptionType, OuterMessage"));
    }

    [Fact]
    public async Task Totals_become_changes_so_that_sums_are_right()
    {
        await using var cloud = await LoggingCloud.StartAsync(time: TimeProvider.System);
        using (var meter = new Meter($"{Source}.metrics"))
        using (var provider = Sdk.CreateMeterProviderBuilder().ConfigureResource(Service).AddMeter(meter.Name)
            .AddOtlpExporter((options, reader) =>
            {
                Lead(options, cloud, "metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = Timeout.Infinite;
                reader.TemporalityPreference = MetricReaderTemporalityPreference.Cumulative;
            }).Build())
        {
            var feature = meter.CreateHistogram<double>("scoring.feature");
            var count = meter.CreateCounter<long>("scored");
            foreach (var value in (double[])[1, 3, 8])
            {
                feature.Record(value, new KeyValuePair<string, object?>("feature", "temperature"));
                count.Add(2);
                Assert.True(provider.ForceFlush());
            }
        }

        Assert.Equal(["12|3|temperature"], await cloud.AskAsync("AppMetrics | where Name == 'scoring.feature' "
            + "| summarize sum(Sum), sum(ItemCount), any(tostring(Properties.feature))"));
        Assert.Equal(["6"], await cloud.AskAsync("AppMetrics | where Name == 'scored' | summarize sum(Sum)"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Log_records_become_traces_and_exceptions(bool isMicrosofts)
    {
        await using var cloud = await LoggingCloud.StartAsync(time: TimeProvider.System);
        using (var factory = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            options.SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("score", "ns"));
            if (isMicrosofts) options.AddAzureMonitorLogExporter(exporter => Lead(exporter, cloud));
            else options.AddOtlpExporter(exporter => Lead(exporter, cloud, "logs"));
        })))
        {
            var logger = factory.CreateLogger("app");
            logger.LogWarning("slow {Deployment}", "blue");
            logger.LogError(new InvalidOperationException("no model"), "failed");
        }

        Assert.Equal(["slow blue|2|blue"],
            await cloud.AskAsync("AppTraces | project Message, SeverityLevel, tostring(Properties.Deployment)"));
        Assert.Equal(["true|3"],
            await cloud.AskAsync("AppExceptions | project ExceptionType endswith 'InvalidOperationException', SeverityLevel"));
    }

    [Fact]
    public async Task A_key_a_token_and_the_form_are_asked_for()
    {
        await using var cloud = await LoggingCloud.StartAsync(keysAreRefused: true);
        var identity = await cloud.Rest.IdentityAsync("id-score");
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(cloud, $"otlp/{Guid.NewGuid()}/v1/traces"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(cloud, $"otlp/{cloud.Key}/v1/traces"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(cloud, $"otlp/{cloud.Key}/v1/traces", identity));
        await cloud.Rest.GrantAsync(LoggingCloud.Component, identity, LoggingCloud.MetricsPublisher);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(cloud, $"otlp/{cloud.Key}/v1/traces", identity));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType,
            await PostAsync(cloud, $"otlp/{cloud.Key}/v1/traces", identity, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest,
            await PostAsync(cloud, $"otlp/{cloud.Key}/v1/logs", identity, body: [0xff, 1, 2]));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(cloud, "v1/traces", identity));
    }

    [Fact]
    public async Task Compressed_messages_are_taken_and_broken_ones_refused()
    {
        await using var cloud = await LoggingCloud.StartAsync();
        var span = new Span { Name = "score", Kind = SpanKind.Server, StartTimeUnixNano = 1_795_953_600_000_000_000 };
        var message = new ExportTraceRequest { ResourceSpans =
            { new ResourceSpans { ScopeSpans = { new ScopeSpans { Spans = { span } } } } } };
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionMode.Compress, leaveOpen: true)) gzip.Write(message.ToByteArray());

        Assert.Equal(HttpStatusCode.OK, await PostCompressedAsync(cloud, buffer.ToArray()));
        Assert.Equal(HttpStatusCode.BadRequest, await PostCompressedAsync(cloud, message.ToByteArray()));
        Assert.Equal(["score|2026-11-29T12:00:00Z|true"],
            await cloud.AskAsync("AppRequests | project Name, TimeGenerated, Success"));
    }

    private static async Task<HttpStatusCode> PostCompressedAsync(LoggingCloud cloud, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/x-protobuf");
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await cloud.Rest.Http(null).PostAsync(
            new Uri(cloud.Rest.Server.BaseAddress, $"otlp/{cloud.Key}/v1/traces"), content);
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> PostAsync(LoggingCloud cloud, string path, string? principal = null,
        string type = "application/x-protobuf", byte[]? body = null)
    {
        using var content = new ByteArrayContent(body ?? []);
        content.Headers.ContentType = new(type);
        var client = cloud.Rest.Http(principal is null ? null : "https://monitor.azure.com", principal);
        using var response = await client.PostAsync(new Uri(cloud.Rest.Server.BaseAddress, path), content);
        return response.StatusCode;
    }

    private static TracerProviderBuilder With(LoggingCloud cloud, bool isMicrosofts, TracerProviderBuilder builder) =>
        isMicrosofts
        ? builder.AddAzureMonitorTraceExporter(options => Lead(options, cloud))
        : builder.AddOtlpExporter(options => Lead(options, cloud, "traces"));

    private static void Lead(OtlpExporterOptions options, LoggingCloud cloud, string signal)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri(cloud.Rest.Server.BaseAddress, $"otlp/{cloud.Key}/v1/{signal}");
        options.HttpClientFactory = () => new HttpClient(cloud.Rest.Server.CreateHandler());
    }

    private static void Lead(AzureMonitorExporterOptions options, LoggingCloud cloud)
    {
        // Statistics of the SDK go to a host of Microsoft's.
        Environment.SetEnvironmentVariable("APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "true");
        options.ConnectionString = cloud.Property(LoggingCloud.Component, "ConnectionString");
        options.Transport = new HttpClientTransport(cloud.Rest.Server.CreateHandler());
        options.DisableOfflineStorage = true;
        options.EnableLiveMetrics = false;
        // By default it keeps five traces a second, and drops what comes in its first second.
        options.TracesPerSecond = null;
        options.SamplingRatio = 1;
    }

    // Exporters write the namespace of a service in brackets, or before a dot.
    private static string Role(string row) => row.Replace("ns.score", "[ns]/score", StringComparison.Ordinal);
}
