using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

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

    [Fact]
    public async Task What_a_deployment_s_data_collector_asks_for_lies_in_blobs_as_Azure_writes_it()
    {
        await using var scene = await ScoringScene.StartOrSkipAsync();
        await ScoringDeployment.PutDataAsync(scene, "kept", "azureml://datastores/collected/paths/kept/inputs");
        await ScoringDeployment.DeployAsync(scene, collector: JsonNode.Parse($$"""
            {"collections":{
              "model_inputs":{"dataCollectionMode":"Enabled","samplingRate":1,
                "dataId":"{{RestCloud.Workspace}}/data/kept/versions/1"},
              "model_outputs":{"dataCollectionMode":"Disabled"} },
             "rollingRate":"Hour"}
            """)!.AsObject());
        var token = await ScoringDeployment.TokenAsync(scene);

        Assert.Equal(200, (await AskAsync(scene, token)).Status);

        var (blob, line) = Assert.Single(await scene.LinesAsync("scoring-inputs", 1));
        Assert.Equal($"kept/inputs/2026/03/01/22/ep-pump-{ScoringScene.Release}.jsonl", blob);
        Assert.Equal(
            ("1.0", "azureml.inference.model_inputs", "application/json", "2026-03-01T22:30:00Z", "call-1", "call-1", "default",
                "pandas.core.frame.DataFrame", "bytes 0-16/17"),
            (Text("specversion"), Text("type"), Text("datacontenttype"), Text("time"), Text("correlationid"), Text("xrequestid"),
                Text("modelversion"), Text("collectdatatype"), Text("contentrange")));
        Assert.EndsWith($"/onlineEndpoints/ep-pump/deployments/{ScoringScene.Release}", Text("source"), StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""[{"age_years":8}]"""), line["data"]));
        Assert.Empty(await scene.LinesAsync("predictions", 0));

        string? Text(string member) => (string?)line[member];
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
