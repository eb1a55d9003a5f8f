using System.Text.Json.Nodes;
using Azure;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Online;

/// <summary>Models that are deployed answer.</summary>
public sealed class OnlineEndpointTests
{
    [Fact]
    public async Task A_deployed_model_answers_at_its_endpoint_until_it_is_deleted()
    {
        await using var cloud = await OnlineCloud.StartAsync();
        await cloud.EndpointAsync();
        await cloud.DeployAsync("blue");
        var key = await cloud.KeyAsync();

        var before = await cloud.ScoreAsync("[1]", key);
        await cloud.TrafficAsync(new { blue = 100 });
        var answer = await cloud.ScoreAsync("[1, 2]", key);
        var logs = await cloud.PostAsync($"{OnlineCloud.Endpoint}/deployments/blue", "getLogs", new { tail = 5 });

        Assert.Equal("Succeeded", await cloud.StateAsync("blue"));
        Assert.Equal(404, before.Status);
        Assert.Equal((200, """{"word": "red", "data": [1, 2]}"""), (answer.Status, answer.Body));
        Assert.Equal("blue", answer.Response.Headers.GetValues("azureml-model-deployment").Single());
        Assert.Equal("azureml-frontdoor", answer.Response.Headers.Server.ToString());
        Assert.Contains("asked for [1, 2]", (string)logs!["content"]!, StringComparison.Ordinal);
        await cloud.Rest.Get(OnlineCloud.Endpoint).DeleteAsync(WaitUntil.Completed);
        await Eventually.FindAsync(() => Task.FromResult(cloud.Running.Count == 0 ? "none" : null));
    }

    [Fact]
    public async Task A_second_version_gets_a_share_of_the_traffic_and_can_be_picked()
    {
        await using var cloud = await OnlineCloud.StartAsync();
        await cloud.EndpointAsync();
        await cloud.DeployAsync("blue");
        await cloud.ModelAsync("pump", "2", "green");
        await cloud.DeployAsync("green", model: "2");
        await cloud.TrafficAsync(new { blue = 50, green = 50 });
        var key = await cloud.KeyAsync();

        var words = new HashSet<string?>();
        for (var count = 0; count < 100 && words.Count < 2; count++)
            words.Add((string?)JsonNode.Parse((await cloud.ScoreAsync("0", key)).Body)!["word"]);
        await cloud.TrafficAsync(new { blue = 100 });
        var picked = await cloud.ScoreAsync("0", key, headers: ("azureml-model-deployment", "green"));
        var unknown = await cloud.ScoreAsync("0", key, headers: ("azureml-model-deployment", "none"));

        Assert.Equal(["green", "red"], words.Order());
        Assert.Equal((200, 404), (picked.Status, unknown.Status));
        Assert.Contains("green", picked.Body, StringComparison.Ordinal);
    }
}
