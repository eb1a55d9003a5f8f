using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Online;

/// <summary>Many requests to one deployment.</summary>
public sealed class OnlineLoadTests
{
    [Fact]
    public async Task A_thousand_requests_of_two_clients_are_answered_without_an_error()
    {
        await using var cloud = await OnlineCloud.StartAsync();
        await cloud.EndpointAsync();
        await cloud.DeployAsync("blue", change: deployment =>
            deployment["requestSettings"] = new JsonObject { ["requestTimeout"] = "PT60S" });
        await cloud.TrafficAsync(new { blue = 100 });
        var key = await cloud.KeyAsync();

        // As many at once as a deployment with one instance takes.
        var statuses = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            var seen = new List<int>();
            for (var count = 0; count < 500; count++) seen.Add((await cloud.ScoreAsync("[1]", key)).Status);
            return seen;
        }));

        Assert.All(statuses.SelectMany(each => each), status => Assert.Equal(200, status));
    }
}
