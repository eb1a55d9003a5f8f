using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.Testing;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>
/// A served cloud with a component and its workspace, on 29 November 2026 at noon, and short ways to send and to ask.
/// </summary>
internal sealed class LoggingCloud : IAsyncDisposable
{
    public const string Workspace = $"{RestCloud.Group}/providers/Microsoft.OperationalInsights/workspaces/log-data";
    public const string Component = $"{RestCloud.Group}/providers/Microsoft.Insights/components/appi-data";
    public const string Reader = "73c42c96-874c-492b-b04d-ab87d138a893";
    public const string MetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";

    private LoggingCloud(RestCloud rest) => Rest = rest;

    public RestCloud Rest { get; }

    public string Key => Property(Component, "InstrumentationKey");

    public string CustomerId => Property(Workspace, "customerId");

    public string AppId => Property(Component, "AppId");

    public static async Task<LoggingCloud> StartAsync(bool keysAreRefused = false, TimeProvider? time = null)
    {
        var rest = await RestCloud.StartAsync(
            cloudOptions: new LocalCloudOptions { Time = time ?? new FixedClock(2026, 11, 29) });
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(Workspace, """{"location":"westeurope","properties":{"sku":{"name":"PerGB2018"}}}""");
        await rest.SeedAsync(Component,
            $$$"""{"location":"westeurope","kind":"web","properties":{"Application_Type":"web","WorkspaceResourceId":"{{{Workspace}}}","DisableLocalAuth":{{{(keysAreRefused ? "true" : "false")}}}} }""");
        return new LoggingCloud(rest);
    }

    public Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> TrackAsync(JsonNode? body, string? principal = null,
        string? audience = null) => TrackAsync(Encoding.UTF8.GetBytes(body!.ToJsonString()), principal, audience);

    public async Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> TrackAsync(byte[] body,
        string? principal = null,
        string? audience = null, bool isCompressed = false)
    {
        using var content = new ByteArrayContent(isCompressed ? Compress(body) : body);
        if (isCompressed) content.Headers.ContentEncoding.Add("gzip");
        return await PostAsync(Rest.Http(audience, principal),
            "https://westeurope-1.in.applicationinsights.azure.com/v2.1/track", content);
    }

    /// <summary>The rows of an answer, each value as its text, with a bar between them.</summary>
    public async Task<string[]> AskAsync(string query, string? timespan = null)
    {
        var (status, body) = await QueryAsync(query, timespan);
        Assert.True(status == 200, body?.ToJsonString());
        return [.. body!["tables"]![0]!["rows"]!.AsArray().Select(row =>
            string.Join('|', row!.AsArray().Select(value => value?.ToString() ?? "null")))];
    }

    public async Task<(int Status, JsonNode? Body)> QueryAsync(string query, string? timespan = null, string? principal = null,
        string? url = null, string audience = Audiences.LogAnalytics)
    {
        var asked = new JsonObject { ["query"] = query };
        if (timespan is not null) asked["timespan"] = timespan;
        using var content = new StringContent(asked.ToJsonString(), Encoding.UTF8, "application/json");
        var (status, body, _) = await PostAsync(Rest.Http(audience, principal),
            url ?? $"https://api.loganalytics.io/v1/workspaces/{CustomerId}/query", content);
        return (status, body);
    }

    public static async Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> PostAsync(HttpClient client, string url,
        HttpContent content)
    {
        content.Headers.ContentType ??= new MediaTypeHeaderValue("application/json");
        var response = await client.PostAsync(url, content);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null, response);
    }

    public ValueTask DisposeAsync() => Rest.DisposeAsync();

    public string Property(string id, string name) =>
        (string)Rest.Cloud.Resources.Find(ResourceId.Parse(id))!["properties"]![name]!;

    private static byte[] Compress(byte[] body)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionMode.Compress)) gzip.Write(body);
        return buffer.ToArray();
    }
}
