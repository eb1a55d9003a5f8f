using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary><c>mlops local alerts</c> judges what scoring does now by what it did in the days before.</summary>
public sealed class AnomalyAlertTests
{
    private static readonly DateTime Now = DateTime.UtcNow;

    [Fact]
    public async Task What_leaves_the_range_of_the_days_before_fires_and_says_that_the_range_is_an_approximation()
    {
        using var mlops = new Mlops();
        var file = await LogOneRequestAsync(mlops);
        var row = JsonNode.Parse((await File.ReadAllLinesAsync(file)).Single())!.AsObject();
        var learning = await AlertsAsync(mlops, expected: 0);
        Assert.Equal("Azure learns the range first, from 3 days and 30 windows with requests: there are 0 in 0 days.",
            learning["alert-anomaly-latency"].GetProperty("note").GetString());

        // Four days of a request or two a quarter of an hour, each of about 20 ms.
        await File.AppendAllLinesAsync(file, from window in Enumerable.Range(5, 4 * 96)
                                             from request in Enumerable.Range(0, 1 + (window % 2))
                                             select Request(row, window, 19 + (window % 3)));
        Assert.Equal("quiet", State(await AlertsAsync(mlops, expected: 0), "latency"));

        // Three of the last four quarters are slow; nothing fails, and as many ask as before.
        await File.AppendAllLinesAsync(file, from window in Enumerable.Range(1, 3) select Request(row, window, 400));
        var alerts = await AlertsAsync(mlops, expected: 3);
        Assert.Equal(("fires", "quiet", "quiet"), (State(alerts, "latency"), State(alerts, "failures"), State(alerts, "volume")));
        var latency = alerts["alert-anomaly-latency"];
        Assert.Equal(("GreaterThan", 400.0),
            (latency.GetProperty("operator").GetString(), latency.GetProperty("value").GetDouble()));
        Assert.InRange(latency.GetProperty("threshold").GetDouble(), 20.5, 25);
        Assert.Matches("^3 of the last 4 windows are out of range; 3 make it fire. The range 17.6 to 22.[0-9] approximates what "
            + "Azure learns: the mean of 384 windows, and 3 standard deviations.$", latency.GetProperty("note").GetString());
    }

    private static string Request(JsonObject row, int window, double duration)
    {
        var request = row.DeepClone().AsObject();
        request["TimeGenerated"] = Now.AddMinutes(-15 * window).AddMinutes(-5).ToString("yyyy-MM-ddTHH:mm:ss.fffZ");
        request["DurationMs"] = duration;
        return request.ToJsonString();
    }

    private static async Task<string> LogOneRequestAsync(Mlops mlops)
    {
        var outputs = (await mlops.LocalAsync("up", "dev", "--no-publish", "--json")).ExitsWith(0).Json().GetProperty("outputs");
        await using var served = await ServedCloud.StartAsync(mlops, "dev");
        var credential = served.Deployer(outputs.GetProperty("tenantId").GetString()!);
        var component = await served.GetAsync(credential,
            $"{outputs.GetProperty("applicationInsightsId").GetString()}?api-version=2020-02-02");
        var bearer = await credential.GetTokenAsync(new TokenRequestContext(["https://monitor.azure.com//.default"]), default);
        await served.PostAsync("v2.1/track", new JsonObject
        {
            ["name"] = "Microsoft.ApplicationInsights.Request",
            ["iKey"] = (string?)component["properties"]!["InstrumentationKey"],
            ["time"] = Now.AddMinutes(-1).ToString("O"),
            ["data"] = new JsonObject
            {
                ["baseType"] = "RequestData",
                ["baseData"] = new JsonObject
                {
                    ["ver"] = 2, ["id"] = "1", ["name"] = "POST /score", ["duration"] = "0.00:00:00.020", ["success"] = true,
                    ["responseCode"] = "200",
                },
            },
        }, bearer.Token);
        return Assert.Single(Directory.EnumerateFiles(mlops.Store, "AppRequests*", SearchOption.AllDirectories));
    }

    private static async Task<Dictionary<string, JsonElement>> AlertsAsync(Mlops mlops, int expected) =>
        (await mlops.LocalAsync("alerts", "dev", "--json")).ExitsWith(expected).Json().GetProperty("alerts").EnumerateArray()
        .ToDictionary(alert => alert.GetProperty("name").GetString()!);

    private static string State(Dictionary<string, JsonElement> alerts, string of) =>
        alerts[$"alert-anomaly-{of}"].GetProperty("state").GetString()!;
}
