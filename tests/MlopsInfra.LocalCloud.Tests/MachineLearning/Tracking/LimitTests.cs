using System.Text.Json;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Tracking;

/// <summary>MLflow's limits and refusals.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task Values_that_are_too_long_are_cut_and_names_and_batches_refused()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var client = new TrackingClient(rest);
        var id = (string)(await client.PostAsync("runs/create", """{"experiment_id":"0","start_time":"5"}"""))
            .Body!["run"]!["info"]!["run_id"]!;

        Assert.Equal(200, await LogAsync(new { @params = new[] { Entry("p", 6001) }, tags = new[] { Entry("t", 8001) } }));
        var data = (await client.GetAsync($"runs/get?run_id={id}")).Body!["run"]!["data"]!;
        Assert.Equal(6000, ((string)data["params"]![0]!["value"]!).Length);
        Assert.Equal(8000, ((string)data["tags"]!.AsArray().Single(tag => (string?)tag!["key"] == "t")!["value"]!).Length);
        Assert.Equal(200, await LogAsync(new { @params = new[] { Entry(new string('k', 250), 1) } }));
        Assert.Equal(400, await LogAsync(new { @params = new[] { Entry(new string('k', 251), 1) } }));
        Assert.Equal(400, await LogAsync(new { @params = Enumerable.Range(0, 101).Select(i => Entry($"p{i}", 1)) }));
        Assert.Equal(400, await LogAsync(new { tags = Enumerable.Range(0, 101).Select(i => Entry($"t{i}", 1)) }));
        Assert.Equal(400, await LogAsync(new
        {
            metrics = Enumerable.Range(0, 950).Select(i => new { key = $"m{i}", value = i, timestamp = 1 }),
            tags = Enumerable.Range(0, 51).Select(i => Entry($"t{i}", 1)),
        }));
        Assert.Equal(400, await LogAsync(new { metrics = new[] { new { key = "no-time", value = 1 } } }));
        Assert.All((string[])["../x", "a//b", "/a", "a;b", ""],
            name => Assert.Equal(400, LogAsync(new { @params = new[] { Entry(name, 1) } }).GetAwaiter().GetResult()));
        // Of a batch that is refused nothing is kept.
        Assert.Equal(400, await LogAsync(new { @params = new[] { Entry("fresh", 1), Entry("p", 3) } }));
        Assert.DoesNotContain("fresh", (await client.GetAsync($"runs/get?run_id={id}")).Body!.ToJsonString(),
            StringComparison.Ordinal);

        await client.PostAsync("runs/delete", $$"""{"run_id":"{{id}}"}""");
        Assert.Equal(400, await LogAsync(new { tags = new[] { Entry("late", 1) } }));

        async Task<int> LogAsync(object batch)
        {
            var body = JsonSerializer.SerializeToNode(batch)!.AsObject();
            body["run_id"] = id;
            return (await client.PostAsync("runs/log-batch", body.ToJsonString())).Status;
        }
    }

    [Theory]
    [InlineData("GET", "runs/get", null, 400, "INVALID_PARAMETER_VALUE")]
    [InlineData("GET", "experiments/get?experiment_id=7", null, 404, "RESOURCE_DOES_NOT_EXIST")]
    [InlineData("POST", "runs/create", """{"experiment_id":"7"}""", 404, "RESOURCE_DOES_NOT_EXIST")]
    [InlineData("POST", "experiments/create", """{"name":"Default"}""", 400, "RESOURCE_ALREADY_EXISTS")]
    [InlineData("POST", "experiments/create", """{"name":{}}""", 400, "INVALID_PARAMETER_VALUE")]
    [InlineData("POST", "experiments/create", "{", 400, "INVALID_PARAMETER_VALUE")]
    [InlineData("POST", "runs/search", """{"experiment_ids":["0"],"max_results":50001}""", 400, "INVALID_PARAMETER_VALUE")]
    [InlineData("POST", "runs/search", """{"experiment_ids":["0"],"page_token":"x"}""", 400, "INVALID_PARAMETER_VALUE")]
    [InlineData("POST", "runs/nothing", "{}", 404, "ENDPOINT_NOT_FOUND")]
    public async Task Refusals_have_the_form_that_clients_read(string method, string call, string? body, int status, string code)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var client = new TrackingClient(rest);

        var answer = body is null ? await client.GetAsync(call) : await client.SendJsonAsync(method, call, body);

        Assert.Equal((status, code), (answer.Status, (string?)answer.Body!["error_code"]));
        Assert.NotEmpty((string)answer.Body!["message"]!);
    }

    private static object Entry(string key, int length) => new { key, value = new string('v', length) };
}
