using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Testing;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>
/// What the Python exporters of Application Insights were seen to send (<c>telemetry.recordings.json</c>), with the answers that
/// they were content with; and the rows that come of it.
/// </summary>
public sealed class TelemetryRecordingTests
{
    private const string RecordedKey = "00000000-0000-0000-0000-000000000001";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonArray Exchanges = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests",
        "MlopsInfra.LocalCloud.Tests", "Monitor", "telemetry.recordings.json")))!["exchanges"]!.AsArray();

    [Fact]
    public async Task All_that_was_recorded_is_answered_as_recorded_and_can_be_asked_for()
    {
        await using var cloud = await LoggingCloud.StartAsync();
        var accepted = 0;
        foreach (var exchange in Exchanges.Where(exchange => (int)exchange!["response"]!["status"]! == 200 && IsTrack(exchange)))
        {
            var (status, body, _) = await cloud.TrackAsync(Body(exchange!, cloud.Key));
            Assert.Equal(200, status);
            var recorded = exchange!["response"]!["body"]!;
            foreach (var member in (string[])["itemsReceived", "itemsAccepted", "errors"])
                Assert.Equal(recorded[member]!.ToJsonString(), body![member]!.ToJsonString());
            accepted += (int)recorded["itemsAccepted"]!;
        }

        Assert.Equal([$"{accepted}"], await cloud.AskAsync("union App* | summarize count()"));
        Assert.Equal(["POST /score|200|true|1|ns.score|inst1|1.2|v|10.0.0.1|ua"], await cloud.AskAsync(
            "AppRequests | where OperationId == 'run15' | project Name, ResultCode, Success, DurationMs, AppRoleName, "
                + "AppRoleInstance, "
                + "AppVersion, Properties.custom, ClientIP, ClientBrowser"));
        Assert.Equal(["GET /x|503|false|HTTP|example.test:None", "SELECT|0|true|postgresql|d", "work|0|true|InProc|"],
            await cloud.AskAsync("AppDependencies | where OperationId == 'run15' | project Name, ResultCode, Success, "
                + "DependencyType, Target | order by Name asc"));
        Assert.Equal(["0|dbg", "1|hello w", "2|warn", "3|err", "4|crit"], await cloud.AskAsync(
            "AppTraces | where OperationId == 'run16' | project SeverityLevel, Message | sort by SeverityLevel asc"));
        Assert.Contains("ValueError|failed to score|3", await cloud.AskAsync(
            "AppExceptions | project ExceptionType, OuterMessage, SeverityLevel"));
    }

    [Theory]
    [InlineData("custom event", "AppEvents | project Name, tostring(Properties.logger_name)")]
    [InlineData("custom metrics (shortened)", "AppMetrics | project Name, Sum, ItemCount")]
    [InlineData("opencensus request + dependency", "AppRequests | project Name, tostring(Properties['request.url'])")]
    [InlineData("opencensus metric", "AppMetrics | project Name, Sum, ItemCount, Min, Max")]
    public async Task Rows_say_what_was_sent(string name, string query)
    {
        await using var cloud = await LoggingCloud.StartAsync();
        var exchange = Exchanges.Single(exchange => (string)exchange!["case"]! == name)!;
        await cloud.TrackAsync(Body(exchange, cloud.Key));
        var sent = exchange["request"]!["body"]!.ToJsonString(Relaxed).Replace(@"\\", @"\", StringComparison.Ordinal);
        var rows = await cloud.AskAsync(query);
        Assert.NotEmpty(rows);
        foreach (var value in rows.SelectMany(row => row.Split('|')).Where(value => value.Length > 1))
            Assert.Contains(value, sent);
    }

    [Fact]
    public async Task One_envelope_a_line_and_compressed_bodies_are_taken_as_well()
    {
        await using var cloud = await LoggingCloud.StartAsync();
        var items = JsonNode.Parse(Body(Exchanges[1]!, cloud.Key))!.AsArray();
        var lines = Encoding.UTF8.GetBytes(string.Join('\n', items.Select(item => item!.ToJsonString())));
        Assert.Equal(200, (await cloud.TrackAsync(lines)).Status);
        Assert.Equal(200, (await cloud.TrackAsync(lines, isCompressed: true)).Status);
        Assert.Equal([$"{items.Count * 2}"], await cloud.AskAsync("AppTraces | count"));
    }

    [Fact]
    public async Task Each_item_is_taken_or_refused_by_itself()
    {
        await using var cloud = await LoggingCloud.StartAsync();
        var items = JsonNode.Parse(Body(Exchanges[1]!, cloud.Key))!.AsArray();
        items[1]!["iKey"] = Guid.NewGuid().ToString();
        items[2]!["time"] = "2026-11-01T00:00:00Z";
        items[3]!["data"]!["baseData"]!.AsObject().Remove("message");
        var (status, body, _) = await cloud.TrackAsync(items);
        Assert.Equal(206, status);
        Assert.Equal((5, 2), ((int)body!["itemsReceived"]!, (int)body["itemsAccepted"]!));
        Assert.Equal(["1 400 Invalid instrumentation key", "2 400 103: Field 'time' on", "3 400 109: Field 'message' on"],
            body["errors"]!.AsArray().Select(error => $"{error!["index"]} {error["statusCode"]} {error["message"]}"[..33].Trim())
                .Select((text, index) => index == 0 ? text : text[..(text.IndexOf(" on", StringComparison.Ordinal) + 3)]));
        Assert.Equal(["2"], await cloud.AskAsync("AppTraces | count"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("""[{"name":"Microsoft.ApplicationInsights.Message","iKey":"11111111-2222-3333-4444-555555555555"}]""")]
    public async Task A_request_of_which_nothing_is_taken_is_refused(string text)
    {
        await using var cloud = await LoggingCloud.StartAsync();
        var (status, body, _) = await cloud.TrackAsync(Encoding.UTF8.GetBytes(text));
        Assert.Equal((400, 0, 1), (status, (int)body!["itemsAccepted"]!, body["errors"]!.AsArray().Count));
    }

    [Fact]
    public async Task Where_keys_are_refused_a_token_of_a_metrics_publisher_is_needed()
    {
        await using var cloud = await LoggingCloud.StartAsync(keysAreRefused: true);
        var items = JsonNode.Parse(Body(Exchanges[1]!, cloud.Key));
        var identity = await cloud.Rest.IdentityAsync("id-score");
        Assert.Equal(401, (await cloud.TrackAsync(items)).Status);
        Assert.Equal(403, (await cloud.TrackAsync(items, identity, "https://monitor.azure.com//.default")).Status);
        await cloud.Rest.GrantAsync(LoggingCloud.Component, identity, LoggingCloud.MetricsPublisher);
        Assert.Equal(200, (await cloud.TrackAsync(items, identity, "https://monitor.azure.com//.default")).Status);
        Assert.Equal(401, (await cloud.TrackAsync(items, identity, "https://management.azure.com/.default")).Status);
        Assert.Equal(["5"], await cloud.AskAsync("AppTraces | count"));
    }

    [Fact]
    public async Task Live_metrics_are_told_that_nobody_looks()
    {
        await using var cloud = await LoggingCloud.StartAsync();
        var recorded = Exchanges.Single(exchange => !IsTrack(exchange))!;
        using var content = new StringContent(recorded["request"]!["body"]!.ToJsonString());
        var (status, _, response) = await LoggingCloud.PostAsync(cloud.Rest.Http(null),
            $"https://westeurope.livediagnostics.monitor.azure.com{recorded["request"]!["path"]}", content);
        Assert.Equal(200, status);
        Assert.Equal("false", response.Headers.GetValues("x-ms-qps-subscribed").Single());
    }

    private static bool IsTrack(JsonNode? exchange) => (string)exchange!["request"]!["path"]! == "/v2.1/track";

    private static byte[] Body(JsonNode exchange, string key) => Encoding.UTF8.GetBytes(
        exchange["request"]!["body"]!.ToJsonString().Replace(RecordedKey, key, StringComparison.Ordinal));
}
