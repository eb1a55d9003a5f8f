using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>What monitoring and services send about drift is what the workbook shows and what the alert is about.</summary>
public sealed class DriftTelemetryTests
{
    [Fact]
    public async Task A_breach_raises_the_alarm_until_a_report_finds_none_and_the_workbook_shows_what_was_found()
    {
        using var mlops = new Mlops();
        var outputs = (await mlops.LocalAsync("up", "dev", "--no-publish", "--json")).ExitsWith(0).Json().GetProperty("outputs");
        Assert.Equal("noData", await DriftAlertAsync(mlops, expected: 0));

        var sent = DateTime.UtcNow.AddHours(-2);
        await using (var served = await ServedCloud.StartAsync(mlops, "dev"))
        {
            var credential = served.Deployer(outputs.GetProperty("tenantId").GetString()!);
            var key = await KeyAsync(served, credential, outputs);
            await SendAsync(served, credential,
            [
                Metric(key, sent, "monitoring.breach", 1, ("model", "pumps:7")),
                Metric(key, sent, "monitoring.drift", 0.41, ("feature", "vibration"), ("statistic", "psi")),
                Metric(key, sent.AddHours(-20), "monitoring.drift", 0.02, ("feature", "vibration"), ("statistic", "psi")),
                Metric(key, sent, "monitoring.drift", 0.03, ("feature", "pressure"), ("statistic", "psi")),
                Metric(key, sent, "monitoring.drift", 0.01, ("feature", "pressure"), ("statistic", "missing")),
                Metric(key, sent, "monitoring.collected", 950, ("count", "lines")),
                Metric(key, sent, "monitoring.collected", 3, ("count", "lost")),
            ]);
        }

        Assert.Equal("fires", await DriftAlertAsync(mlops, expected: 3));

        await using (var served = await ServedCloud.StartAsync(mlops, "dev"))
        {
            var credential = served.Deployer(outputs.GetProperty("tenantId").GetString()!);
            var shown = await WorkbookAsync(served, credential, outputs);
            Assert.Equal(["pressure|missing|0.01", "vibration|psi|0.41", "pressure|psi|0.03"],
                shown["drift-report"].Select(row => $"{row[0]}|{row[1]}|{row[2]}"));
            Assert.Equal(["1|1"], shown["reports"].Select(row => $"{row[1]}|{row[2]}"));
            Assert.Equal(["lines|950", "lost|3"], shown["collected"].Select(row => $"{row[0]}|{row[2]}").Order());
            Assert.Contains(shown["drift-history"], row => (string)row[0]! == "vibration" && (double)row[2]! == 0.41);

            // The next report is of the next version of the model, and finds nothing.
            var key = await KeyAsync(served, credential, outputs);
            await SendAsync(served, credential,
                [Metric(key, sent.AddHours(1), "monitoring.breach", 0, ("model", "pumps:8"))]);
        }

        Assert.Equal("quiet", await DriftAlertAsync(mlops, expected: 0));
    }

    private static async Task<string> DriftAlertAsync(Mlops mlops, int expected) =>
        (await mlops.LocalAsync("alerts", "dev", "--json")).ExitsWith(expected).Json().GetProperty("alerts").EnumerateArray()
        .Single(alert => alert.GetProperty("name").GetString() == "drift").GetProperty("state").GetString()!;

    private static async Task<string> KeyAsync(ServedCloud served, TokenCredential credential, JsonElement outputs)
    {
        var component = await served.GetAsync(credential,
            $"{outputs.GetProperty("applicationInsightsId").GetString()}?api-version=2020-02-02");
        return (string)component["properties"]!["InstrumentationKey"]!;
    }

    private static async Task SendAsync(ServedCloud served, TokenCredential credential, JsonNode[] metrics)
    {
        var bearer = await credential.GetTokenAsync(new TokenRequestContext(["https://monitor.azure.com//.default"]), default);
        foreach (var metric in metrics)
            Assert.Equal(HttpStatusCode.OK, await served.PostAsync("v2.1/track", metric.AsObject(), bearer.Token));
    }

    private static async Task<Dictionary<string, JsonArray[]>> WorkbookAsync(ServedCloud served, TokenCredential credential,
        JsonElement outputs)
    {
        var group = $"/subscriptions/{outputs.GetProperty("subscriptionId").GetString()}/resourceGroups/"
            + outputs.GetProperty("resourceGroupName").GetString();
        var workbooks = await served.GetAsync(credential,
            $"{group}/providers/Microsoft.Insights/workbooks?api-version=2023-06-01&category=workbook");
        var content = JsonNode.Parse((string)workbooks["value"]![0]!["properties"]!["serializedData"]!)!;
        var shown = new Dictionary<string, JsonArray[]>();
        foreach (var item in content["items"]!.AsArray().Where(item => (int)item!["type"]! == 3))
        {
            var query = item!["content"]!;
            var answer = await served.SendAsync(credential, HttpMethod.Post,
                $"{query["crossComponentResources"]![0]}/query?api-version=2017-10-01",
                new JsonObject
                {
                    ["query"] = ((string)query["query"]!).Replace("{TimeRange:grain}", "5m", StringComparison.Ordinal),
                    ["timespan"] = "P2D",
                });
            shown[(string)item["name"]!] =
                [.. JsonNode.Parse(answer)!["tables"]![0]!["rows"]!.AsArray().Select(row => row!.AsArray())];
        }

        return shown;
    }

    private static JsonObject Metric(string key, DateTime time, string name, double value,
        params (string Name, string Value)[] of) =>
        new()
        {
            ["name"] = "Microsoft.ApplicationInsights.Metric",
            ["iKey"] = key,
            ["time"] = time.ToString("O"),
            ["data"] = new JsonObject
            {
                ["baseType"] = "MetricData",
                ["baseData"] = new JsonObject
                {
                    ["ver"] = 2,
                    ["metrics"] = new JsonArray(new JsonObject { ["name"] = name, ["value"] = value, ["count"] = 1 }),
                    ["properties"] =
                        new JsonObject([.. of.Select(one => KeyValuePair.Create(one.Name, (JsonNode?)one.Value))]),
                },
            },
        };
}
