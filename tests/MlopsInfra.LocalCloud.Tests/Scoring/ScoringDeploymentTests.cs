using System.Text;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Tests.Scoring;

/// <summary>The scoring image behind an online endpoint on Kubernetes, as releases deploy it.</summary>
public sealed class ScoringDeploymentTests
{
    [Fact]
    public async Task The_image_answers_behind_an_endpoint_on_Kubernetes_and_is_tested_from_inside()
    {
        await using var scene = await ScoringScene.StartOrSkipAsync();
        await ScoringDeployment.DeployAsync(scene);
        var token = await ScoringDeployment.TokenAsync(scene);

        var smoke = await ScoringDeployment.SmokeAsync(scene, "ci-smoke", token);
        var stranger = await ScoringDeployment.SmokeAsync(scene, "ci-stranger", "nonsense");
        var scored = await AskAsync(scene, token);

        Assert.True(smoke.ExitCode == 0, smoke.Log);
        Assert.Equal(1, stranger.ExitCode);
        Assert.Contains("got 401", stranger.Log, StringComparison.Ordinal);
        Assert.Equal((200, "3", ScoringScene.Release), (scored.Status, (string?)scored.Body["model"]!["version"],
            (string?)scored.Body["release"]));
        // Three samples, five times each, and the one here.
        // The request said when it was made, and lies where that time says.
        var lines = await scene.LinesAsync("predictions", 16);
        Assert.Equal($"2026/03/01/22/ep-pump-{ScoringScene.Release}.jsonl",
            lines.Single(line => (string?)line.Line["requestId"] == "call-1").Blob);
        Assert.All(lines, line => Assert.EndsWith($"/ep-pump-{ScoringScene.Release}.jsonl", line.Blob, StringComparison.Ordinal));
    }

    private static async Task<(int Status, JsonNode Body)> AskAsync(ScoringScene scene, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ScoringDeployment.Url)
            { Content = new StringContent("""{"data":[{"age_years":8}]}""", Encoding.UTF8, "application/json") };
        foreach (var (name, value) in (IEnumerable<(string, string)>)[("Authorization", $"Bearer {token}"),
            ("azureml-model-deployment", ScoringScene.Release), ("x-ms-client-request-id", "call-1"),
            ("x-mlops-time", "2026-03-01T23:30:00+01:00")])
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await scene.Rest.Http(audience: null).SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
