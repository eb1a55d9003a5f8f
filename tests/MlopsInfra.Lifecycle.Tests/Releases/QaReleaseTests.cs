using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Tests.Releases;

/// <summary>Releases to a container group.</summary>
public sealed class QaReleaseTests
{
    [Fact]
    public async Task An_approved_model_is_built_deployed_tested_and_written_down()
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.RegisterAsync("1", new { factor = 2 });

        var result = await scene.ReleaseAsync(scene.Dev);
        var group = await scene.GroupAsync();

        Assert.Equal("pumps:1", result.Model.Reference);
        Assert.True(result.Tests is { IsPassed: true, Samples: 3 }, result.Tests?.Text);
        Assert.Equal(result.Image!.Digest, result.Model.Tag(LifecycleTags.Tested));
        Assert.Equal(result.Release, (string?)group["tags"]![LifecycleTags.Release]);
        Assert.Equal("us", (string?)group["tags"]!["owner"]);
        Assert.Null(group["tags"]![LifecycleTags.Lock]);
        Assert.Equal($"crpumpsdev.azurecr.io/{result.Image.Reference}",
            (string?)group["properties"]!["containers"]![0]!["properties"]!["image"]);
        Assert.Equal(["image", "QA", "test"], scene.Progress.Names);
        Assert.Equal(TimeSpan.FromSeconds(240 + 60 + 30), result.UsualDuration);
        Assert.Contains("job train-1", result.Chain);
    }

    [Fact]
    public async Task The_same_release_again_writes_nothing()
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.RegisterAsync("1", new { factor = 2 });
        var first = await scene.ReleaseAsync(scene.Dev);
        scene.Handler.Reset();
        scene.Server.Requests.Clear();

        var second = await scene.ReleaseAsync(scene.Dev);

        Assert.Equal([], scene.Handler.Written);
        Assert.Equal(0, scene.Server.Requests.Changes);
        Assert.False(second.IsChange);
        Assert.Equal(first.Release, second.Release);
        Assert.Equal(StepState.Kept, scene.Progress.Step("QA").State);
    }

    [Theory]
    [InlineData("""{"factor":3}""", "sample 'the golden prediction of this model': predictions[0].probability: expected 0.5, got 0.75")]
    [InlineData("""{"factor":2,"delay":0.3}""", "--max-latency")]
    [InlineData("""{"factor":2,"exit":3}""", "exit code 3")]
    public async Task A_bad_model_is_stopped_and_the_one_before_runs_again(string behaviour, string reason)
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.RegisterAsync("1", new { factor = 2 });
        var good = await scene.ReleaseAsync(scene.Dev);
        await scene.RegisterAsync("2", JsonNode.Parse(behaviour)!);

        var failure = await Assert.ThrowsAsync<LifecycleException>(() => scene.ReleaseAsync(scene.Dev, "pumps:2",
            options => options with { MaxLatency = TimeSpan.FromMilliseconds(200), StartLimit = TimeSpan.FromSeconds(5) }));
        var group = await scene.GroupAsync();

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"{good.Release} (pumps:1) runs again", failure.Message, StringComparison.Ordinal);
        Assert.Equal(StepState.Failed, scene.Progress.Step("test").State);
        Assert.NotEmpty(scene.Progress.Step("test").Log);
        Assert.Equal(good.Release, (string?)group["tags"]![LifecycleTags.Release]);
        Assert.Equal(good.Image!.Digest, (string?)group["tags"]![LifecycleTags.Tested]);
        Assert.StartsWith($"crpumpsdev.azurecr.io/{good.Image.Reference}",
            (string?)group["properties"]!["containers"]![0]!["properties"]!["image"], StringComparison.Ordinal);
        Assert.Contains("failed", (string?)group["tags"]![LifecycleTags.State], StringComparison.Ordinal);
        Assert.Null(group["tags"]![LifecycleTags.Lock]);
        // What ran before is what a release is again, without a write.
        scene.Handler.Reset();
        await scene.ReleaseAsync(scene.Dev, "pumps:1");
        Assert.Equal([], scene.Handler.Written);
    }
}
