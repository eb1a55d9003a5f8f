using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Releases;

namespace MlopsInfra.Lifecycle.Tests.Releases;

/// <summary>Releases to an online endpoint on Kubernetes.</summary>
public sealed class ProductionReleaseTests
{
    [Fact]
    public async Task The_first_release_gets_all_the_traffic_after_its_smoke_test()
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.RegisterAsync("1", new { factor = 2 });
        var qa = await scene.ReleaseAsync(scene.Dev);

        var result = await scene.ReleaseAsync(scene.Prod);
        var endpoint = await scene.EndpointAsync();

        Assert.Equal(["import", "model", "deploy", "smoke", "traffic", "image"], scene.Progress.Names);
        Assert.Equal(qa.Release, result.Release);
        Assert.Equal(qa.Model.Id, result.Model.Tag(LifecycleTags.From));
        Assert.Equal(qa.Image!.Digest, result.Model.Tag(LifecycleTags.Tested));
        Assert.Null(result.Previous);
        Assert.Equal(100, (int)endpoint["properties"]!["traffic"]![result.Release!]!);
        Assert.Equal("us", (string?)endpoint["tags"]!["owner"]);
        Assert.Equal(result.Release, (string?)endpoint["tags"]![LifecycleTags.Release]);
        Assert.Null(endpoint["tags"]![LifecycleTags.Lock]);
        Assert.Equal("UserAssigned", (string?)endpoint["identity"]!["type"]);
        Assert.Equal("Production scoring", (string?)endpoint["properties"]!["description"]);
    }

    [Fact]
    public async Task A_release_with_the_data_collector_of_Azure_ML_asks_for_it_in_place_of_the_service_s_own_log()
    {
        await using var scene = await ReleaseScene.StartAsync();
        var own = await scene.ReleaseBothAsync("1", new { factor = 2 });
        static ReleaseOptions Collecting(ReleaseOptions options) => options with { Collector = CollectorKind.AzureML };

        var collected = await scene.ReleaseAsync(scene.Prod, change: Collecting);
        var refused = await Assert.ThrowsAsync<LifecycleException>(() => scene.ReleaseAsync(scene.Dev, change: Collecting));

        // The same image and model: what collects makes the difference, and leads back.
        Assert.NotEqual(own.Release, collected.Release);
        Assert.Equal(own.Release, collected.Previous);
        var body = await scene.GetAsync(scene.Prod, scene.Prod.InWorkspace(
            $"onlineEndpoints/{scene.Prod.Outputs.OnlineEndpointName}/deployments/{collected.Release}"));
        Assert.Null(body["properties"]!["environmentVariables"]!["PREDICTIONS_URL"]);
        foreach (var (name, datastore) in new[] { ("model_inputs", "scoring_inputs"), ("model_outputs", "predictions") })
        {
            var collection = body["properties"]!["dataCollector"]!["collections"]![name]!;
            Assert.Equal(("Enabled", 1), ((string?)collection["dataCollectionMode"], (int)collection["samplingRate"]!));
            var data = scene.Find((string)collection["dataId"]!);
            Assert.Equal($"azureml://datastores/{datastore}/paths/modelDataCollector/{scene.Prod.Outputs.OnlineEndpointName}/"
                + $"{collected.Release}/{name}", (string?)data["properties"]!["dataUri"]);
        }

        Assert.Equal("CollectorWithoutEndpoint", refused.Code);
    }

    [Fact]
    public async Task The_next_release_gets_the_traffic_step_by_step_and_the_one_before_is_kept_for_a_rollback()
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.ReleaseBothAsync("1", new { factor = 2 });
        var second = await scene.ReleaseBothAsync("2", new { factor = 2, tells = true });
        var shares = scene.Handler.Written.Count(each => each.EndsWith("/onlineEndpoints/oe-prod", StringComparison.Ordinal));
        var third = await scene.ReleaseBothAsync("3", new { factor = 2 });

        Assert.Equal(4, shares);
        Assert.Equal(second.Release, third.Previous);
        Assert.Equal([.. new[] { second.Release!, third.Release! }.Order(StringComparer.Ordinal)],
            await scene.DeploymentsAsync());
        Assert.Contains(scene.Progress.Notes, note => note.Contains("is deleted", StringComparison.Ordinal));

        var back = await scene.RollbackAsync(scene.Prod);
        var endpoint = await scene.EndpointAsync();

        Assert.Equal((second.Release, third.Release), (back[0].Release, back[0].Left));
        Assert.Equal(100, (int)endpoint["properties"]!["traffic"]![second.Release!]!);
        Assert.Equal(third.Release, (string?)endpoint["tags"]![LifecycleTags.Previous]);
        var unknown = await Assert.ThrowsAsync<LifecycleException>(() => scene.RollbackAsync(scene.Prod, "r123"));
        Assert.Equal("ReleaseNotFound", unknown.Code);
        Assert.Contains($"{third.Release} (pumps:3, 0 %)", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_release_again_writes_nothing()
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.ReleaseBothAsync("1", new { factor = 2 });
        scene.Handler.Reset();
        scene.Server.Requests.Clear();

        var again = await scene.ReleaseAsync(scene.Prod);

        Assert.Equal([], scene.Handler.Written);
        Assert.Equal(0, scene.Server.Requests.Changes);
        Assert.False(again.IsChange);
    }

    [Theory]
    [InlineData("""{"factor":2,"fails_after":12}""", "SmokeTestFailed", "11 of 20 requests failed")]
    [InlineData("""{"factor":2,"fails_after":25}""", "WatchFailed", "8 of 10 requests failed")]
    [InlineData("""{"factor":2,"tells":true,"tells_status":500}""", "WatchFailed", "10 of 10 requests failed")]
    public async Task A_bad_model_is_stopped_and_the_traffic_goes_back(string behaviour, string code, string reason)
    {
        await using var scene = await ReleaseScene.StartAsync();
        var good = await scene.ReleaseBothAsync("1", new { factor = 2 });
        await scene.RegisterAsync("2", JsonNode.Parse(behaviour)!);
        // It gives way under more requests than QA sends.
        await scene.ReleaseAsync(scene.Dev, change: options => options with { Requests = 5 });

        var failure = await Assert.ThrowsAsync<LifecycleException>(() => scene.ReleaseAsync(scene.Prod));
        var endpoint = await scene.EndpointAsync();

        Assert.Equal(code, failure.Code);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"The traffic is with {good.Release}", failure.Message, StringComparison.Ordinal);
        Assert.Equal([good.Release!], await scene.DeploymentsAsync());
        Assert.Equal(100, (int)endpoint["properties"]!["traffic"]![good.Release!]!);
        Assert.Equal(good.Release, (string?)endpoint["tags"]![LifecycleTags.Release]);
        Assert.Contains("failed", (string?)endpoint["tags"]![LifecycleTags.State], StringComparison.Ordinal);
        Assert.Null(endpoint["tags"]![LifecycleTags.Lock]);
        Assert.NotEmpty(failure.Log);
    }

    [Fact]
    public async Task A_private_environment_gets_its_model_out_of_the_image_and_is_tested_from_inside()
    {
        await using var scene = await ReleaseScene.StartAsync(isPrivate: true);
        await scene.RegisterAsync("1", new { factor = 2 });
        await scene.ReleaseAsync(scene.Dev);
        scene.Handler.Reset();

        var result = await scene.ReleaseAsync(scene.Prod);

        Assert.Contains("its files came out of the image", scene.Progress.Step("model").Detail, StringComparison.Ordinal);
        Assert.Equal("1 of 1 samples as expected, p95 3.5 ms", scene.Progress.Step("smoke").Detail);
        Assert.Contains("/models/pumps/1", result.Model.Uri, StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Server.Requests.Records, record =>
            record.Request.Host == "stpumpsprod.blob.core.windows.net");
        Assert.DoesNotContain(scene.Server.Requests.Records, record => record.Request.Host == "crpumpsprod.azurecr.io");
        Assert.Equal(4, scene.Handler.Written.Count(each => each.Contains("/containerGroups/", StringComparison.Ordinal)));
    }
}
