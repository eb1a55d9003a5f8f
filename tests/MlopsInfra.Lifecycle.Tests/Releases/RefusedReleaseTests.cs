using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Releases;
using MlopsInfra.LocalCloud.Rest.Faults;

namespace MlopsInfra.Lifecycle.Tests.Releases;

/// <summary>Releases that are refused, or that find something otherwise than they left it.</summary>
public sealed class RefusedReleaseTests
{
    [Theory]
    [InlineData("pumps:9", "ModelVersionNotFound", "There are: 1.")]
    [InlineData("pump", "ModelNotFound", "There are: pumps.")]
    [InlineData("a:b:c", "InvalidModel", "NAME:VERSION")]
    [InlineData("pumps:1", "ModelNotReleasable", "tag mlops.decision is 'keep': roc_auc 0.9")]
    [InlineData(null, "ModelNotReleasable", "No approved model")]
    public async Task A_model_that_is_not_there_or_not_approved(string? model, string code, string reason)
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.RegisterAsync("1", new { factor = 2 }, decision: LifecycleTags.Keep);

        var refused = await Assert.ThrowsAsync<LifecycleException>(() => scene.ReleaseAsync(scene.Dev, model));

        Assert.Equal(code, refused.Code);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal([], scene.Handler.Written);
    }

    [Fact]
    public async Task Production_takes_nothing_that_has_not_passed_in_QA()
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.RegisterAsync("1", new { factor = 2 });

        var refused = await Assert.ThrowsAsync<LifecycleException>(() => scene.ReleaseAsync(scene.Prod, "pumps:1"));

        Assert.Equal("ModelNotReleasable", refused.Code);
        Assert.Contains("has not passed the tests in QA", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_without_scoring()
    {
        await using var scene = await ReleaseScene.StartAsync();
        var bare = new LifecycleEnvironment("bare", scene.Connection, scene.Dev.Outputs with { QaGroupName = null }, _ => { });

        var refused = await Assert.ThrowsAsync<LifecycleException>(() => scene.ReleaseAsync(bare));

        Assert.Equal("StackWithoutScoring", refused.Code);
    }

    [Fact]
    public async Task A_second_release_while_another_one_holds_the_lock()
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.ReleaseBothAsync("1", new { factor = 2 });
        await scene.RegisterAsync("2", new { factor = 2 });
        await scene.ReleaseAsync(scene.Dev);
        scene.Handler.Reset(killAfter: 6);
        await Assert.ThrowsAsync<KilledException>(() => scene.ReleaseAsync(scene.Prod));
        scene.Handler.Reset();
        Func<ReleaseOptions, ReleaseOptions> other = options => options with { RunId = "ci:2" };

        var refused = await Assert.ThrowsAsync<LifecycleException>(() => scene.ReleaseAsync(scene.Prod, change: other));

        Assert.Equal("ReleaseInProgress", refused.Code);
        Assert.Contains("locked by the release of ci:1 since 20", refused.Message, StringComparison.Ordinal);
        Assert.Equal([], scene.Handler.Written);
        // Who has ended, or began too long ago, keeps nobody away.
        await scene.ReleaseAsync(scene.Prod, change: options => other(options) with { HasEnded = holder => holder == "ci:1" });
        Assert.Contains(scene.Progress.Notes, note => note.Contains("its lock is taken over", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Traffic_that_somebody_changes_meanwhile_stays_as_it_is()
    {
        await using var scene = await ReleaseScene.StartAsync();
        var first = await scene.ReleaseBothAsync("1", new { factor = 2 });
        await scene.RegisterAsync("2", new { factor = 2 });
        await scene.ReleaseAsync(scene.Dev);
        var release = scene.ReleaseAsync(scene.Prod, change: options => options with { Watch = TimeSpan.FromSeconds(60) });
        await WaitForShareAsync(scene, first.Release!, 90);
        await PutTrafficAsync(scene, traffic => traffic[first.Release!] = 100);

        var refused = await Assert.ThrowsAsync<LifecycleException>(() => release);
        var endpoint = await scene.EndpointAsync();

        Assert.Equal("ChangedMeanwhile", refused.Code);
        Assert.Equal(100, (int)endpoint["properties"]!["traffic"]![first.Release!]!);
        Assert.Null(endpoint["tags"]![LifecycleTags.Lock]);
    }

    [Fact]
    public async Task Traffic_that_somebody_changed_before_is_told_and_gone_on_from()
    {
        await using var scene = await ReleaseScene.StartAsync();
        var first = await scene.ReleaseBothAsync("1", new { factor = 2 });
        await scene.ReleaseBothAsync("2", new { factor = 2 });
        await PutTrafficAsync(scene, traffic => traffic[first.Release!] = 100);

        var third = await scene.ReleaseBothAsync("3", new { factor = 2 });

        Assert.Contains(scene.Progress.Notes, note => note.Contains("was changed by hand", StringComparison.Ordinal));
        Assert.Equal(first.Release, third.Previous);
    }

    [Fact]
    public async Task A_role_that_is_missing_is_named()
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.RegisterAsync("1", new { factor = 2 });
        scene.Server.Options.Faults.Add(Fault.Refuse(request => request.Path.EndsWith("/scheduleRun",
            StringComparison.Ordinal), 403,
            "AuthorizationFailed", "The client 'x' does not have authorization to perform action "
                + "'Microsoft.ContainerRegistry/registries/scheduleRun/action' over scope '/r'.", times: 9));

        var refused = await Assert.ThrowsAsync<LifecycleException>(() => scene.ReleaseAsync(scene.Dev));

        Assert.Contains("The role 'Container Registry Tasks Contributor' has "
            + "Microsoft.ContainerRegistry/registries/scheduleRun/action",
            refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_of_the_same_name_that_is_no_copy_is_not_written_over()
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.RegisterAsync("1", new { factor = 2 });
        await scene.ReleaseAsync(scene.Dev);
        await scene.Prod.Arm.SendAsync(Azure.Core.RequestMethod.Put, scene.Prod.InWorkspace("models/pumps/versions/1"),
            new JsonObject
            {
                ["properties"] = new JsonObject { ["modelUri"] = "azureml://datastores/workspaceblobstore/paths/x" },
            },
            TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<LifecycleException>(() => scene.ReleaseAsync(scene.Prod));

        Assert.Equal("ModelTaken", refused.Code);
    }

    private static async Task WaitForShareAsync(ReleaseScene scene, string deployment, int percent)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((int?)(await scene.EndpointAsync())["properties"]!["traffic"]?[deployment] != percent)
            await Task.Delay(20, patience.Token);
    }

    private static async Task PutTrafficAsync(ReleaseScene scene, Action<JsonObject> change)
    {
        var endpoint = await scene.EndpointAsync();
        var traffic = new JsonObject();
        change(traffic);
        endpoint["properties"]!["traffic"] = traffic;
        var id = scene.Prod.InWorkspace($"onlineEndpoints/{scene.Prod.Outputs.OnlineEndpointName}");
        var body = new JsonObject
        {
            ["location"] = "westeurope", ["tags"] = endpoint["tags"]!.DeepClone(),
                ["identity"] = endpoint["identity"]!.DeepClone(),
            ["properties"] = new JsonObject
            {
                ["authMode"] = "AMLToken", ["compute"] = endpoint["properties"]!["compute"]!.DeepClone(),
                    ["traffic"] = traffic.DeepClone(),
            },
        };
        await scene.Prod.Arm.SendAsync(Azure.Core.RequestMethod.Put, id, body, TestContext.Current.CancellationToken);
    }
}
