using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Monitor.Ingestion;
using MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp;
using MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp.Wire;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;
using MlopsInfra.Torture.Fuzzing.Mutations;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>Readers of bodies that are no requests of Resource Manager: telemetry, XML of blobs.</summary>
internal static class BodyReaders
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 21, 0, 0, TimeSpan.Zero);

    private static readonly string[] Tags =
    [
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Tags><TagSet><Tag><Key>a</Key><Value>b</Value></Tag>"
            + "<Tag><Key>c</Key><Value/></Tag></TagSet></Tags>",
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><Tags><TagSet><Tag><Key>&b;</Key></Tag></TagSet></Tags>",
    ];

    public static IEnumerable<FuzzedReader> All
    {
        get
        {
            yield return new FuzzedReader("telemetry", InputForm.Json, Telemetry,
                ["iKey", "baseType", "RequestData", "sampleRate", "duration", "MessageData", "ExceptionData"],
                Track, exception => exception is JsonException or EnvelopeException);
            yield return new FuzzedReader("telemetry of OpenTelemetry", InputForm.Text, Spans, [], Otlp,
                exception => exception is InvalidProtocolBufferException);
            yield return FuzzedReader.OfText("XML of tags", Tags, [.. SeedFiles.Words(Tags), "<![CDATA[", "]]>", "&#0;", "&b;",
                "SYSTEM", "xmlns=\"a\"", "<!--"],
                text => BlobTags.ReadAsync(Request(text)).GetAwaiter().GetResult(), exception => exception is StorageException);
        }
    }

    private static IEnumerable<byte[]> Telemetry() => JsonNode.Parse(File.ReadAllBytes(Path.Combine(Repository.Root,
            "tests/MlopsInfra.LocalCloud.Tests/Monitor/telemetry.recordings.json")))!["exchanges"]!.AsArray()
        .Select(exchange => exchange!["request"]!["body"]).OfType<JsonArray>()
            .Select(body => JsonSerializer.SerializeToUtf8Bytes(body));

    private static void Track(byte[] input)
    {
        foreach (var envelope in TelemetryBody.Envelopes(input))
        {
            _ = Envelope.Key(envelope);
            try
            {
                foreach (var item in Envelope.Read(envelope, Now)) item.Row.ToJsonString();
            }
            catch (EnvelopeException)
            {
                // The next one is read all the same.
            }
        }
    }

    // Messages whose fields are the numbers of their bytes: what is right in them is taken.
    private static IEnumerable<byte[]> Spans()
    {
        var attribute = new KeyValue { Key = "a.b", Value = new AnyValue { StringValue = "x" } };
        var span = new Span { Name = "GET /", TraceId = ByteString.CopyFrom(new byte[16]),
            SpanId = ByteString.CopyFrom(new byte[8]),
            StartTimeUnixNano = 1_700_000_000_000_000_000, EndTimeUnixNano = 1_700_000_001_000_000_000,
                Attributes = { attribute } };
        var spans = new ResourceSpans
        {
            Resource = new Resource { Attributes = { attribute } }, ScopeSpans = { new ScopeSpans { Spans = { span } } },
        };
        yield return new ExportTraceRequest { ResourceSpans = { spans } }.ToByteArray();
        var list = new AnyValue { KvlistValue = new KeyValueList { Values = { attribute } } };
        var log = new LogRecord
        {
            Body = new AnyValue { ArrayValue = new ArrayValue { Values = { list } } }, TimeUnixNano = ulong.MaxValue,
        };
        var logs = new ResourceLogs { ScopeLogs = { new ScopeLogs { LogRecords = { log } } } };
        yield return new ExportLogsRequest { ResourceLogs = { logs } }.ToByteArray();
    }

    private static void Otlp(byte[] input)
    {
        foreach (var item in OtlpSpans.Read(ExportTraceRequest.Parser.ParseFrom(input))) item.Row.ToJsonString();
        foreach (var item in OtlpLogs.Read(ExportLogsRequest.Parser.ParseFrom(input))) item.Row.ToJsonString();
        foreach (var item in new OtlpMetrics(new MetricSeries()).Read("k",
            ExportMetricsRequest.Parser.ParseFrom(input))) item.Row.ToJsonString();
    }

    private static RestRequest Request(string body)
    {
        var http = new DefaultHttpContext();
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return new RestRequest(http);
    }
}
