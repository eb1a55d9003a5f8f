using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Online;

/// <summary>A deployment that gets copies of the traffic of others.</summary>
public sealed class TrafficMirrorTests
{
    private const string Raises = """
        def init():
            pass
        def run(data):
            print("copied", data)
            raise ValueError(data)
        """;

    [Fact]
    public async Task Mirrored_requests_reach_the_other_deployment_and_change_no_answer()
    {
        await using var cloud = await OnlineCloud.StartAsync();
        await cloud.EndpointAsync();
        await cloud.DeployAsync("blue");
        await cloud.DeployAsync("shadow", Raises);
        await cloud.Rest.PutAsync(OnlineCloud.Endpoint,
            new { authMode = "Key", traffic = new { blue = 100 }, mirrorTraffic = new { shadow = 50 } }, "westeurope");
        var key = await cloud.KeyAsync();

        // Half of the requests: none of so many is as unlikely as 2 to the power of -60.
        for (var number = 0; number < 60; number++)
        {
            var (status, body, _) = await cloud.ScoreAsync($"[{number}, 7]", key);
            Assert.Equal(200, status);
            Assert.Contains($"[{number}, 7]", body, StringComparison.Ordinal);
        }

        await Eventually.FindAsync(async () => await LogAsync(cloud) is var log
            && log.Contains("copied [", StringComparison.Ordinal) && log.Contains(", 7]", StringComparison.Ordinal) ? log : null);
    }

    [Fact]
    public async Task A_request_that_names_its_deployment_is_not_mirrored()
    {
        await using var cloud = await OnlineCloud.StartAsync();
        await cloud.EndpointAsync();
        await cloud.DeployAsync("blue");
        await cloud.DeployAsync("shadow", Raises);
        await cloud.Rest.PutAsync(OnlineCloud.Endpoint,
            new { authMode = "Key", traffic = new { blue = 100 }, mirrorTraffic = new { shadow = 50 } }, "westeurope");
        var key = await cloud.KeyAsync();

        for (var number = 0; number < 30; number++)
            await cloud.ScoreAsync("[1]", key, headers: ("azureml-model-deployment", "blue"));

        Assert.DoesNotContain("copied", await LogAsync(cloud), StringComparison.Ordinal);
    }

    private static async Task<string> LogAsync(OnlineCloud cloud) => (string)(await cloud.PostAsync(
        $"{OnlineCloud.Endpoint}/deployments/shadow", "getLogs", new JsonObject { ["tail"] = 2000 }))!["content"]!;
}
