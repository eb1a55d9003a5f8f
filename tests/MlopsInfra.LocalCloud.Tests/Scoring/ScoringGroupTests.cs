using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Scoring;

/// <summary>The scoring image in container groups: it is built, serves, logs, is tested and publishes its model.</summary>
public sealed class ScoringGroupTests
{
    private static readonly string[] Smoke = ["python", "-m", "inside", "smoke"];
    private static readonly string[] Publish = ["python", "-m", "inside", "publish-model"];

    private const string Readings = """{"data":[{"pump_id":"P07","age_years":8.0},{"age_years":1.0,"power_kw":null}]}""";

    [Fact]
    public async Task The_image_scores_logs_what_it_was_asked_and_answered_and_tells_how_it_went()
    {
        await using var scene = await ScoringScene.StartOrSkipAsync();
        await scene.PutGroupAsync("ci-qa", scene.Variables(), []);
        var url = await scene.AddressAsync("ci-qa");

        var scored = await scene.ScoreAsync(url, Readings, "call-1");
        var refused = await scene.ScoreAsync(url, """{"data":[{"age_years":"old"}]}""");

        Assert.Equal((200, "pump-failures", "3", ScoringScene.Release, "call-1"), (scored.Status,
            (string)scored.Body["model"]!["name"]!, (string)scored.Body["model"]!["version"]!, (string)scored.Body["release"]!,
            (string)scored.Body["requestId"]!));
        Assert.Equal(2, scored.Body["predictions"]!.AsArray().Count);
        Assert.Equal((400, "age_years"), (refused.Status, (string)refused.Body["error"]!["details"]![0]!["field"]!));
        var (blob, asked) = Assert.Single(await scene.LinesAsync("scoring-inputs", 1));
        Assert.Matches(@"^\d{4}/\d\d/\d\d/\d\d/[A-Za-z0-9.-]+\.jsonl$", blob);
        Assert.Equal(("call-1", "P07", 200),
            ((string)asked["requestId"]!, (string)asked["data"]![0]!["pump_id"]!, (int)asked["status"]!));
        Assert.Equal((1, blob[14..^6]), ((int)asked["sequence"]!, (string?)asked["replica"]));
        var answered = Assert.Single(await scene.LinesAsync("predictions", 1)).Line;
        Assert.True(JsonNode.DeepEquals(scored.Body["predictions"], answered["predictions"]));
        Assert.Equal(("pump-failures", "3", scene.Variables()["MLOPS_IMAGE"]),
            ((string)answered["model"]!, (string)answered["modelVersion"]!, (string)answered["image"]!));
        // What waits to be logged and told is sent before the processes end.
        await scene.ScoreAsync(url, Readings, "last");
        await scene.StopAsync("ci-qa");
        Assert.Contains(await scene.LinesAsync("predictions", 2), line => (string?)line.Line["requestId"] == "last");
        string[] told =
        [
            .. await Eventually.FindAsync(async () => await RowsAsync(scene,
                "AppRequests | order by ResultCode asc | project AppRoleName, Name, ResultCode, Success, "
                + "tostring(Properties.rows), tostring(Properties['mlops.model'])") is { Length: 3 } found ? found : null),
            .. await RowsAsync(scene,
                "AppMetrics | summarize sum(ItemCount) by Name, tostring(Properties.feature) | order by Name asc"),
        ];
        Assert.Equal(
        [
            $"{ScoringScene.Release}|POST /score|200|true|2|pump-failures:3",
            $"{ScoringScene.Release}|POST /score|200|true|2|pump-failures:3",
            $"{ScoringScene.Release}|POST /score|400|false|0|pump-failures:3",
            "scoring.feature|age_years|4", "scoring.prediction||4",
        ], told);
    }

    [Fact]
    public async Task Run_once_groups_test_the_service_and_publish_the_model()
    {
        await using var scene = await ScoringScene.StartOrSkipAsync();
        await scene.PutGroupAsync("ci-qa", scene.Variables(), []);
        var url = await scene.AddressAsync("ci-qa");

        var passed = await scene.RunGroupAsync("ci-smoke", new() { ["SMOKE_URL"] = $"{url}/score" }, Smoke);
        var lost = await scene.RunGroupAsync("ci-lost",
            new() { ["SMOKE_URL"] = $"{url}/nowhere", ["SMOKE_WARM_UP_SECONDS"] = "1" }, Smoke);
        var published = await scene.RunGroupAsync("ci-first", Publishing(scene, "training"), Publish);
        var again = await scene.RunGroupAsync("ci-second", Publishing(scene, "training"), Publish);
        var nowhere = await scene.RunGroupAsync("ci-nowhere", Publishing(scene, "nowhere"), Publish);
        var unset = await scene.RunGroupAsync("ci-unset", [], Smoke);

        Assert.True(passed.ExitCode == 0, passed.Log);
        var lines = passed.Log.Trim().Split('\n').Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(4, lines.Count(line => line["sample"] is not null && (bool)line["passed"]!));
        Assert.Equal((4, 0), ((int)lines[^1]["passed"]!, (int)lines[^1]["failed"]!));
        Assert.True((double)lines[^1]["p95Ms"]! > 0);
        Assert.Equal(1, lost.ExitCode);
        Assert.Contains("expected status 200, got 404", lost.Log, StringComparison.Ordinal);
        Assert.Equal((2, "error: SMOKE_URL is not set; expected an address, as in https://HOST/PATH"),
            (unset.ExitCode, unset.Log.Trim()));
        Assert.True(published.ExitCode == 0, published.Log);
        Assert.Contains("\"uploaded\": 3, \"replaced\": 0, \"kept\": 0", published.Log, StringComparison.Ordinal);
        Assert.Contains("\"uploaded\": 0, \"replaced\": 0, \"kept\": 3", again.Log, StringComparison.Ordinal);
        Assert.Equal((1, "error: golden.json: 404 ContainerNotFound"), (nowhere.ExitCode, nowhere.Log.Trim()));
    }

    [Theory]
    [InlineData("wrong", "predictions[1].probability: expected ")]
    [InlineData("crashing", "expected status 200, got 500")]
    public async Task A_bad_model_fails_the_test(string kind, string reason)
    {
        await using var scene = await ScoringScene.StartOrSkipAsync(kind);
        await scene.PutGroupAsync("ci-qa", scene.Variables(), []);
        var url = await scene.AddressAsync("ci-qa");

        var smoke = await scene.RunGroupAsync("ci-smoke", new() { ["SMOKE_URL"] = $"{url}/score" }, Smoke);

        Assert.Equal(1, smoke.ExitCode);
        Assert.Contains(reason, smoke.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_can_t_be_asked_does_not_start()
    {
        await using var scene = await ScoringScene.StartOrSkipAsync("broken");

        await scene.PutGroupAsync("ci-qa", scene.Variables(), []);
        var group = await scene.UntilAsync("ci-qa", group =>
            group.Restarts > 0 || group.Detail?.StartsWith("Crash", StringComparison.Ordinal) == true);

        Assert.Equal(3, (int?)group.View!["previousState"]!["exitCode"]);
        Assert.Contains("ValueError", await scene.LogAsync("ci-qa"), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Publishing(ScoringScene scene, string container) => new()
    {
        ["MODEL_URL"] = $"https://stmlops.blob.core.windows.net/{container}/models/pump-failures/3",
        ["AZURE_CLIENT_ID"] = scene.ClientId,
    };

    private static async Task<string[]> RowsAsync(ScoringScene scene, string query)
    {
        var answer = await scene.Rest.SendAsync(HttpMethod.Post, $"{ScoringScene.Component}/query?api-version=2018-04-20",
            new JsonObject { ["query"] = query });
        Assert.True(answer.Status == 200, answer.Body?.ToJsonString());
        return [.. answer.Body!["tables"]![0]!["rows"]!.AsArray()
            .Select(row => string.Join('|', row!.AsArray().Select(value => value?.ToString() ?? "")))];
    }
}
