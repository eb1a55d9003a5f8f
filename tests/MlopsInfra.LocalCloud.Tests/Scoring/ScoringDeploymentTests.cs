using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Scoring;

/// <summary>The scoring image behind an online endpoint on Kubernetes, as releases deploy it.</summary>
public sealed class ScoringDeploymentTests
{
    private const string Endpoint = $"{RestCloud.Workspace}/onlineEndpoints/ep-pump";
    private const string Score = "https://ep-pump.westeurope.inference.ml.azure.com/score";
    private const string Version = $"?api-version={RestCloud.Version}";

    [Fact]
    public async Task The_image_answers_behind_an_endpoint_on_Kubernetes_and_is_tested_from_inside()
    {
        await using var scene = await ScoringScene.StartOrSkipAsync();
        await DeployAsync(scene);
        var token = (string)(await scene.Rest.SendAsync(HttpMethod.Post, $"{Endpoint}/token{Version}")).Body!["accessToken"]!;

        var smoke = await scene.RunGroupAsync("ci-smoke", new()
        {
            ["SMOKE_URL"] = Score, ["SMOKE_TOKEN"] = token, ["SMOKE_DEPLOYMENT"] = ScoringScene.Release,
        }, ["python", "-m", "inside", "smoke"]);
        var stranger = await scene.RunGroupAsync("ci-stranger", new()
        {
            ["SMOKE_URL"] = Score, ["SMOKE_TOKEN"] = "nonsense", ["SMOKE_DEPLOYMENT"] = ScoringScene.Release,
        }, ["python", "-m", "inside", "smoke"]);
        var scored = await AskAsync(scene, token);

        Assert.True(smoke.ExitCode == 0, smoke.Log);
        Assert.Equal(1, stranger.ExitCode);
        Assert.Contains("got 401", stranger.Log, StringComparison.Ordinal);
        Assert.Equal((200, "3", ScoringScene.Release), (scored.Status, (string?)scored.Body["model"]!["version"],
            (string?)scored.Body["release"]));
        // Three samples, five times each, and the one here.
        var lines = await scene.LinesAsync("predictions", 16);
        Assert.All(lines, line => Assert.EndsWith($"/ep-pump-{ScoringScene.Release}.jsonl", line.Blob, StringComparison.Ordinal));
        Assert.Contains(lines, line => (string?)line.Line["requestId"] == "call-1");
    }

    private static async Task DeployAsync(ScoringScene scene)
    {
        const string compute = $"{RestCloud.Workspace}/computes/aks";
        var identity = new JsonObject
        {
            ["type"] = "UserAssigned",
            ["userAssignedIdentities"] = new JsonObject { [ScoringScene.Identity] = new JsonObject() },
        };
        foreach (var (id, properties) in (IEnumerable<(string, string)>)[(compute, """{"computeType":"Kubernetes"}"""),
            (Endpoint, $$"""{"authMode":"AMLToken","compute":"{{compute}}"}""")])
            await scene.Rest.Cloud.Resources.PutAsync(ResourceId.Parse(id), new JsonObject
            {
                ["location"] = "westeurope", ["identity"] = identity.DeepClone(), ["properties"] = JsonNode.Parse(properties),
            }, new ArmRequestOptions(AsService: true), CancellationToken.None);
        await PutAsync(scene, $"{RestCloud.Workspace}/environments/scoring/versions/1", new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["image"] = scene.Image, ["osType"] = "Linux",
                ["inferenceConfig"] = JsonNode.Parse("""
                    {"livenessRoute":{"path":"/","port":8080},"readinessRoute":{"path":"/","port":8080},
                     "scoringRoute":{"path":"/score","port":8080}}
                    """),
            },
        });
        var variables =
            new JsonObject([.. scene.Variables().Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value))]);
        await PutAsync(scene, $"{Endpoint}/deployments/{ScoringScene.Release}", new JsonObject
        {
            ["location"] = "westeurope", ["sku"] = JsonNode.Parse("""{"name":"Default","capacity":1}"""),
            ["properties"] = new JsonObject
            {
                ["endpointComputeType"] = "Kubernetes",
                ["environmentId"] = $"{RestCloud.Workspace}/environments/scoring/versions/1",
                ["environmentVariables"] = variables,
                ["instanceType"] = "defaultinstancetype",
                ["requestSettings"] = JsonNode.Parse("""{"requestTimeout":"PT5S","maxConcurrentRequestsPerInstance":2}"""),
                ["scaleSettings"] = JsonNode.Parse("""{"scaleType":"Default"}"""),
            },
        });
        await Eventually.FindAsync(async () => (string?)(await scene.Rest.PropertiesAsync(
            $"{Endpoint}/deployments/{ScoringScene.Release}"))["provisioningState"] is "Succeeded" or "Failed" ? "" : null);
    }

    private static async Task<(int Status, JsonNode Body)> AskAsync(ScoringScene scene, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Score)
            { Content = new StringContent("""{"data":[{"age_years":8}]}""", Encoding.UTF8, "application/json") };
        foreach (var (name, value) in (IEnumerable<(string, string)>)[("Authorization", $"Bearer {token}"),
            ("azureml-model-deployment", ScoringScene.Release), ("x-ms-client-request-id", "call-1")])
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await scene.Rest.Http(audience: null).SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private static async Task PutAsync(ScoringScene scene, string id, JsonObject body)
    {
        var answer = await scene.Rest.SendAsync(HttpMethod.Put, id + Version, body);
        Assert.True(answer.Status is 200 or 201, answer.Body?.ToJsonString());
    }
}
