using System.Net;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>Queries over REST: hosts, forms, times, rights and errors.</summary>
public sealed class LogQueryTests
{
    private const string Hour = "requests | where timestamp > ago(2h) | project name, duration, cloud_RoleName, "
        + "tostring(customDimensions.deployment)";

    [Fact]
    public async Task The_same_rows_are_found_by_every_host_and_path_in_Azures_form()
    {
        await using var cloud = await LoggingCloud.StartAsync();
        await SendAsync(cloud, "2026-11-29T11:59:00Z", 12.5, true);
        const string query = "AppRequests | project TimeGenerated, Name, DurationMs, Success, ItemCount, Properties";
        const string arm = "https://management.azure.com";
        (string Url, string Audience)[] ways =
        [
            ($"https://api.loganalytics.io/v1/workspaces/{cloud.CustomerId}/query", Audiences.LogAnalytics),
            ($"https://api.loganalytics.azure.com/v1/workspaces/{cloud.CustomerId}/query",
                "https://api.loganalytics.io//.default"),
            ($"https://api.loganalytics.io/v1{LoggingCloud.Workspace}/query", Audiences.LogAnalytics),
            // As the client for JavaScript puts an id together with the host.
            ($"https://api.loganalytics.io/v1/{LoggingCloud.Workspace}/query", Audiences.LogAnalytics),
            ($"https://api.applicationinsights.io/v1/apps/{cloud.AppId}/query", Audiences.ApplicationInsights),
            ($"{arm}{LoggingCloud.Workspace}/query?api-version=2017-10-01", Audiences.ResourceManager),
            ($"{arm}{LoggingCloud.Component}/query?api-version=2018-04-20", Audiences.ResourceManager),
            ($"https://localhost/v1/workspaces/{cloud.CustomerId}/query", Audiences.LogAnalytics),
        ];
        foreach (var (url, audience) in ways)
        {
            var (status, body) = await cloud.QueryAsync(query, url: url, audience: audience);
            Assert.True(status == 200, $"{url}: {body?.ToJsonString()}");
            Assert.Equal("""
                {"tables":[{"name":"PrimaryResult","columns":[{"name":"TimeGenerated","type":"datetime"},{"name":"Name","type":"string"},{"name":"DurationMs","type":"real"},{"name":"Success","type":"bool"},{"name":"ItemCount","type":"int"},{"name":"Properties","type":"dynamic"}],"rows":[["2026-11-29T11:59:00Z","POST /score",12.5,true,1,"{\"deployment\":\"blue\"}"]]}]}
                """, body!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        }
    }

    [Fact]
    public async Task A_release_sees_requests_errors_and_durations_by_deployment()
    {
        await using var cloud = await LoggingCloud.StartAsync();
        foreach (var number in Enumerable.Range(1, 20))
            await SendAsync(cloud, $"2026-11-29T11:{number:00}:00Z", number, true, "green");
        await SendAsync(cloud, "2026-11-29T11:30:00Z", 900, false);
        Assert.Equal(["blue|1|1|900", "green|20|0|19"], await cloud.AskAsync("""
            AppRequests
            | where TimeGenerated > ago(1h)
            | summarize requests = count(), failed = countif(Success == false), p95 = percentile(DurationMs, 95)
              by deployment = tostring(Properties["deployment"])
            | order by deployment asc
            """));
    }

    [Theory]
    [InlineData("PT1H", "1")]
    [InlineData("PT4H", "2")]
    [InlineData("2026-11-29T08:00:00Z/2026-11-29T10:00:00Z", "1")]
    [InlineData("2026-11-29T08:00:00Z/PT4H", "2")]
    [InlineData(null, "2")]
    public async Task A_timespan_says_which_rows_are_seen(string? timespan, string rows)
    {
        await using var cloud = await LoggingCloud.StartAsync();
        await SendAsync(cloud, "2026-11-29T09:00:00Z", 1, true);
        await SendAsync(cloud, "2026-11-29T11:30:00Z", 1, true);
        Assert.Equal([rows], await cloud.AskAsync("AppRequests | count", timespan));
    }

    [Fact]
    public async Task Application_Insights_knows_its_tables_by_their_classic_names_and_its_own_rows_only()
    {
        await using var cloud = await LoggingCloud.StartAsync();
        var other = LoggingCloud.Component.Replace("appi-data", "appi-other", StringComparison.Ordinal);
        await cloud.Rest.SeedAsync(other,
            $$$"""{"location":"westeurope","kind":"web","properties":{"Application_Type":"web","WorkspaceResourceId":"{{{LoggingCloud.Workspace}}}"} }""");
        await SendAsync(cloud, "2026-11-29T11:30:00Z", 5, true);
        var otherApp = cloud.Property(other, "AppId");
        var (status, body) = await cloud.QueryAsync(Hour, url: $"https://api.applicationinsights.io/v1/apps/{cloud.AppId}/query",
            audience: Audiences.ApplicationInsights);
        Assert.Equal(200, status);
        Assert.Equal("""[["POST /score",5,"score","blue"]]""", body!["tables"]![0]!["rows"]!.ToJsonString());
        (status, body) = await cloud.QueryAsync(Hour, url: $"https://api.applicationinsights.io/v1/apps/{otherApp}/query",
            audience: Audiences.ApplicationInsights);
        Assert.Equal((200, "[]"), (status, body!["tables"]![0]!["rows"]!.ToJsonString()));
        Assert.Equal(400, (await cloud.QueryAsync(Hour)).Status);
    }

    [Fact]
    public async Task A_table_that_holds_nothing_has_Azures_columns_all_the_same()
    {
        await using var cloud = await LoggingCloud.StartAsync();
        var (_, body) = await cloud.QueryAsync("AppRequests | take 0");
        string[] columns =
            [.. body!["tables"]![0]!["columns"]!.AsArray().Select(column => $"{column!["name"]}:{column["type"]}")];
        foreach (var column in (string[])["TimeGenerated:datetime", "DurationMs:real", "Success:bool", "Properties:dynamic"])
            Assert.Contains(column, columns);
        Assert.Equal(["0"], await cloud.AskAsync("Heartbeat | where Computer == 'x' | count"));
    }

    [Fact]
    public async Task Who_may_not_read_the_workspace_is_refused()
    {
        await using var cloud = await LoggingCloud.StartAsync();
        var identity = await cloud.Rest.IdentityAsync("id-release");
        var (status, body) = await cloud.QueryAsync("AppRequests | count", principal: identity);
        Assert.Equal((403, "InsufficientAccessError"), (status, (string)body!["error"]!["code"]!));
        await cloud.Rest.GrantAsync(LoggingCloud.Workspace, identity, LoggingCloud.Reader);
        Assert.Equal(200, (await cloud.QueryAsync("AppRequests | count", principal: identity)).Status);
        var arm = $"https://management.azure.com{LoggingCloud.Workspace}/query?api-version=2017-10-01";
        Assert.Equal(200, (await cloud.QueryAsync("AppRequests | count", principal: identity, url: arm,
            audience: Audiences.ResourceManager)).Status);
        Assert.Equal("InvalidAuthenticationTokenAudience",
            (string)(await cloud.QueryAsync("AppRequests", audience: Audiences.Storage)).Body!["error"]!["code"]!);
        using var content = new StringContent("{}");
        Assert.Equal(401, (await LoggingCloud.PostAsync(cloud.Rest.Http(null),
            $"https://api.loganalytics.io/v1/workspaces/{cloud.CustomerId}/query", content)).Status);
    }

    [Fact]
    public async Task Errors_have_Azures_form()
    {
        await using var cloud = await LoggingCloud.StartAsync();
        var (status, body) = await cloud.QueryAsync("AppRequests\n| make-series count() on TimeGenerated step 1h");
        var error = body!["error"]!;
        var inner = error["innererror"]!["innererror"]!;
        Assert.Equal((400, "BadArgumentError", "SemanticError"),
            (status, (string)error["code"]!, (string)error["innererror"]!["code"]!));
        Assert.Equal((2, 3), ((int)inner["line"]!, (int)inner["pos"]!));
        Assert.Contains("operator 'make-series'", (string)inner["message"]!, StringComparison.Ordinal);
        Assert.Equal("SYN0002",
            (string)(await cloud.QueryAsync("AppRequests | where")).Body!["error"]!["innererror"]!["innererror"]!["code"]!);
        Assert.Equal(400, (await cloud.QueryAsync("AppRequests", timespan: "an hour")).Status);
        Assert.Equal(400, (await cloud.QueryAsync("")).Status);
        (status, body) =
            await cloud.QueryAsync("AppRequests", url: $"https://api.loganalytics.io/v1/workspaces/{Guid.NewGuid()}/query");
        Assert.Equal((404, "WorkspaceNotFoundError"), (status, (string)body!["error"]!["code"]!));
    }

    private static async Task SendAsync(LoggingCloud cloud, string time, double milliseconds, bool success,
        string deployment = "blue")
    {
        var duration = TimeSpan.FromMilliseconds(milliseconds).ToString(@"d\.hh\:mm\:ss\.fffffff", null);
        var envelope = new JsonObject
        {
            ["name"] = "Microsoft.ApplicationInsights.Request",
            ["iKey"] = cloud.Key,
            ["time"] = time,
            ["tags"] = new JsonObject { ["ai.cloud.role"] = "score" },
            ["data"] = new JsonObject
            {
                ["baseType"] = "RequestData",
                ["baseData"] = new JsonObject
                {
                    ["ver"] = 2, ["id"] = "1", ["name"] = "POST /score", ["duration"] = duration, ["success"] = success,
                    ["responseCode"] = success ? "200" : "503", ["properties"] = new JsonObject { ["deployment"] = deployment },
                },
            },
        };
        Assert.Equal((int)HttpStatusCode.OK, (await cloud.TrackAsync(envelope)).Status);
    }
}
