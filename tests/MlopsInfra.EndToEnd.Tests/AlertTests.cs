using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// What the environments' own alerts and workbooks ask of the logs gets an answer, and <c>mlops local alerts</c> says which
/// alerts would fire.
/// </summary>
public sealed class AlertTests
{
    private const string Track = "v2.1/track";

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task The_queries_of_alerts_and_workbooks_all_run(string stack)
    {
        using var mlops = new Mlops();
        var outputs = (await mlops.LocalAsync("up", stack, "--no-publish", "--json")).ExitsWith(0).Json().GetProperty("outputs");
        await using var served = await ServedCloud.StartAsync(mlops, stack);
        var credential = served.Deployer(Text(outputs, "tenantId"));
        var group = Group(outputs);
        var queries = new List<(string Name, string Scope, string Query)>();
        foreach (var rule in await ListAsync(served, credential, $"{group}/providers/Microsoft.Insights/scheduledQueryRules"))
            queries.Add(((string)rule["name"]!, (string)rule["properties"]!["scopes"]![0]!,
                (string)rule["properties"]!["criteria"]!["allOf"]![0]!["query"]!));
        foreach (var workbook in await ListAsync(served, credential, $"{group}/providers/Microsoft.Insights/workbooks"))
            queries.AddRange(QueriesOf(JsonNode.Parse((string)workbook["properties"]!["serializedData"]!)!));
        Assert.True(queries.Count > 10, $"{queries.Count} queries were found.");
        foreach (var (name, scope, query) in queries)
        {
            var answer = await served.SendAsync(credential, HttpMethod.Post, $"{scope}/query?api-version=2017-10-01",
                new JsonObject { ["query"] = query, ["timespan"] = "P1D" });
            Assert.True(JsonNode.Parse(answer)!["tables"]![0]!["columns"]!.AsArray().Count > 0, name);
        }
    }

    [Fact]
    public async Task Alerts_say_which_would_fire()
    {
        using var mlops = new Mlops();
        var outputs = (await mlops.LocalAsync("up", "dev", "--no-publish", "--json")).ExitsWith(0).Json().GetProperty("outputs");
        var quiet = (await mlops.LocalAsync("alerts", "dev")).ExitsWith(0);
        Assert.Contains("  quiet    failed-runs            0, fires if > 0 in PT15M", quiet.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was logged in the window.", quiet.Output, StringComparison.Ordinal);

        await using var served = await ServedCloud.StartAsync(mlops, "dev");
        var credential = served.Deployer(Text(outputs, "tenantId"));
        var component = Assert.Single(await ListAsync(served, credential,
            $"{Group(outputs)}/providers/Microsoft.Insights/components"));
        var key = (string)component["properties"]!["InstrumentationKey"]!;
        var bearer = await credential.GetTokenAsync(new TokenRequestContext(["https://monitor.azure.com//.default"]), default);
        foreach (var number in Enumerable.Range(0, 10))
        {
            var status = await served.PostAsync(Track, Request(key, isFailure: number < 3), bearer.Token);
            Assert.Equal(HttpStatusCode.OK, status);
        }

        var alerts =
            (await mlops.LocalAsync("alerts", "dev", "--json")).ExitsWith(3).Json().GetProperty("alerts").EnumerateArray()
            .ToDictionary(alert => alert.GetProperty("name").GetString()!);
        var failed = alerts["failed-requests"];
        Assert.Equal(("fires", 30.0), (failed.GetProperty("state").GetString(), failed.GetProperty("value").GetDouble()));
        Assert.Equal(("GreaterThan", "PT15M"),
            (failed.GetProperty("operator").GetString(), failed.GetProperty("window").GetString()));
        Assert.Contains("countif(Success == false)", failed.GetProperty("query").GetString(), StringComparison.Ordinal);
        Assert.Equal(("quiet", 20.0),
            (alerts["latency"].GetProperty("state").GetString(), alerts["latency"].GetProperty("value").GetDouble()));
        var text = (await mlops.LocalAsync("alerts", "dev")).ExitsWith(3).Output;
        Assert.Matches(@"(?m)^  FIRES    failed-requests +severity 1: 30, fires if > \d+ in PT15M$", text);
        Assert.Matches(@"(?m)^1 fires, \d+ quiet", text);
    }

    [Fact]
    public async Task An_alert_is_evaluated_as_its_rule_says()
    {
        using var mlops = new Mlops();
        var outputs = (await mlops.LocalAsync("up", "dev", "--no-publish", "--json")).ExitsWith(0).Json().GetProperty("outputs");
        await using var served = await ServedCloud.StartAsync(mlops, "dev");
        var credential = served.Deployer(Text(outputs, "tenantId"));
        var insights = $"{Group(outputs)}/providers/Microsoft.Insights";
        var component = Assert.Single(await ListAsync(served, credential, $"{insights}/components"));
        var key = (string)component["properties"]!["InstrumentationKey"]!;
        var bearer = await credential.GetTokenAsync(new TokenRequestContext(["https://monitor.azure.com//.default"]), default);
        foreach (var isFailure in (bool[])[true, false, false])
            await served.PostAsync(Track, Request(key, isFailure), bearer.Token);
        const string Mean =
            "'metricMeasureColumn':'DurationMs','timeAggregation':'Average','operator':'GreaterThanOrEqual','threshold':20";
        const string Count = "'timeAggregation':'Count','operator':'GreaterThan','threshold':5";
        const string Rows = "AppRequests | project DurationMs, ResultCode";
        const string On = "'enabled':true";
        const string Muted = "'autoMitigate':false,'muteActionsDuration':'PT30M'";
        (string Name, string Query, string Condition, int Periods, string More)[] rules =
        [
            ("each-code", Rows, $"{Mean},{Dimension("Include", "*")}", 1, Muted),
            ("one-code", Rows, $"{Count},{Dimension("Exclude", "500")}", 1, On),
            ("twice", Rows, Mean, 2, On),
            ("off", Rows, Mean, 1, "'enabled':false"),
            ("unknown", "AppRequests | make-series count() on TimeGenerated step 1m", Mean, 1, On),
            ("no-column", "AppRequests | count", Mean, 1, On),
        ];
        foreach (var (name, query, condition, periods, more) in rules)
        {
            var body = $$$"""
                {'location':'westeurope','kind':'LogAlert','properties':{'displayName':'{{{name}}}','severity':3,'evaluationFrequency':'PT5M',
                 'windowSize':'PT15M','skipQueryValidation':true,'scopes':['{{{component["properties"]!["WorkspaceResourceId"]}}}'],{{{more}}},
                 'criteria':{'allOf':[{'query':'{{{query}}}',{{{condition}}},
                  'failingPeriods':{'numberOfEvaluationPeriods':{{{periods}}},'minFailingPeriodsToAlert':{{{periods}}} } }]} } }
                """.Replace('\'', '"');
            await served.SendAsync(credential, HttpMethod.Put, $"{insights}/scheduledQueryRules/{name}?api-version=2023-12-01",
                JsonNode.Parse(body));
        }

        var alerts =
            (await mlops.LocalAsync("alerts", "dev", "--json")).ExitsWith(3).Json().GetProperty("alerts").EnumerateArray()
            .ToDictionary(alert => alert.GetProperty("name").GetString()!);
        Assert.Equal(["fires", "quiet", "quiet", "disabled", "failed", "failed"],
            rules.Select(rule => alerts[rule.Name].GetProperty("state").GetString()));
        Assert.Equal("It fires for 2 combinations of its dimensions. Its actions are then muted for PT30M.",
            alerts["each-code"].GetProperty("note").GetString());
        var one = alerts["one-code"];
        Assert.Equal((2.0, "200"), (one.GetProperty("value").GetDouble(),
            one.GetProperty("dimensions").GetProperty("ResultCode").GetString()));
        Assert.Contains("operator 'make-series'", alerts["unknown"].GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.Contains("no column 'DurationMs'", alerts["no-column"].GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    private static string Dimension(string sign, string value) =>
        $"'dimensions':[{{'name':'ResultCode','operator':'{sign}','values':['{value}']}}]";

    private static JsonObject Request(string key, bool isFailure) => new()
    {
        ["name"] = "Microsoft.ApplicationInsights.Request",
        ["iKey"] = key,
        ["time"] = DateTime.UtcNow.ToString("O"),
        ["data"] = new JsonObject
        {
            ["baseType"] = "RequestData",
            ["baseData"] = new JsonObject
            {
                ["ver"] = 2, ["id"] = "1", ["name"] = "POST /score", ["duration"] = "0.00:00:00.020", ["success"] = !isFailure,
                ["responseCode"] = isFailure ? "500" : "200",
            },
        },
    };

    private static async Task<IReadOnlyList<JsonNode>> ListAsync(ServedCloud served, TokenCredential credential, string path)
    {
        var version = path.EndsWith("workbooks", StringComparison.Ordinal) ? "2023-06-01&category=workbook"
            : path.EndsWith("components", StringComparison.Ordinal) ? "2020-02-02" : "2023-12-01";
        return [.. (await served.GetAsync(credential, $"{path}?api-version={version}"))["value"]!.AsArray().OfType<JsonNode>()];
    }

    // Parts of a workbook may hold parts. The division of time is filled in by whoever shows it.
    private static IEnumerable<(string Name, string Scope, string Query)> QueriesOf(JsonNode node)
    {
        if (node is JsonArray list) return list.OfType<JsonNode>().SelectMany(QueriesOf);
        if (node is not JsonObject part) return [];
        var own = part["query"] is JsonValue query && part["crossComponentResources"] is JsonArray scopes
            ? [((string)part["title"]!, (string)scopes[0]!, ((string)query!).Replace("{TimeRange:grain}", "5m"))]
            : Array.Empty<(string, string, string)>();
        return own.Concat(part.Select(member => member.Value).OfType<JsonNode>().SelectMany(QueriesOf));
    }

    private static string Group(JsonElement outputs) =>
        $"/subscriptions/{Text(outputs, "subscriptionId")}/resourceGroups/{Text(outputs, "resourceGroupName")}";

    private static string Text(JsonElement outputs, string name) => outputs.GetProperty(name).GetString()!;
}
