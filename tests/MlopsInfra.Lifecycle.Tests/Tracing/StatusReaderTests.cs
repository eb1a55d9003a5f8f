using MlopsInfra.Lifecycle.Status;

namespace MlopsInfra.Lifecycle.Tests.Tracing;

/// <summary>What runs in an environment, as Resource Manager shows it.</summary>
public sealed class StatusReaderTests : IAsyncLifetime
{
    private TraceScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await TraceScene.StartAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Production_shows_its_releases_with_their_traffic()
    {
        await _scene.EndpointAsync(("r0", 10, "pumps:2"), ("r1", 90, "pumps:3"), ("r9", 0, "pumps:1"));
        var production = (await ReadAsync(_scene.Prod)).Production!;
        Assert.Equal(["r1 90", "r0 10", "r9 0"], production.Releases.Select(release => $"{release.Name} {release.Traffic}"));
        Assert.Equal(["r1", "r0"], production.Serving.Select(release => release.Name));
        Assert.Equal(("r1 complete", "r0", null), (production.ReleaseState, production.Previous, production.Lock));
        Assert.Equal("pumps:3", production.Releases[0].Model);
        Assert.Equal("Succeeded", production.State);
    }

    [Fact]
    public async Task The_group_of_qa_shows_what_it_runs_and_who_releases()
    {
        await _scene.GroupAsync("mcr.microsoft.com/azuredocs/aci-helloworld:latest");
        Assert.Empty((await ReadAsync(_scene.Qa)).Qa!.Releases);
        await _scene.GroupAsync($"crqa.azurecr.io/{TraceScene.Image}", ("mlops.release", "r1"), ("mlops.model", "pumps:3"),
            ("mlops.lock", "ci:1 2026-11-29T20:00:00Z"));
        var qa = (await ReadAsync(_scene.Qa)).Qa!;
        Assert.Equal("pumps:3", Assert.Single(qa.Serving).Model);
        Assert.Equal("ci:1 2026-11-29T20:00:00Z", qa.Lock);
    }

    [Fact]
    public async Task What_is_not_there_yet_is_no_error()
    {
        var dev = await ReadAsync(_scene.Dev);
        Assert.Empty(dev.Scoring);
        Assert.Null(dev.Pipeline);
        Assert.Null((await ReadAsync(_scene.Prod)).Production!.State);
        await _scene.Cloud.PublishAsync(_scene.Dev);
        Assert.Equal("pipeline:1", (await ReadAsync(_scene.Dev)).Pipeline!.Code);
    }

    [Fact]
    public async Task The_newest_model_that_a_gate_let_through_is_named()
    {
        Assert.Null((await ReadAsync(_scene.Dev)).Approved);
        await _scene.ModelAsync(_scene.Dev, "4", ("mlops.decision", "register"));
        await _scene.ModelAsync(_scene.Dev, "5");
        Assert.Equal("pumps:4", (await ReadAsync(_scene.Dev)).Approved?.Reference);
    }

    private static Task<EnvironmentStatus> ReadAsync(Environments.LifecycleEnvironment environment) =>
        new StatusReader(environment).ReadAsync(TestContext.Current.CancellationToken);
}
