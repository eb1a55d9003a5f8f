using MlopsInfra.Lifecycle.Tracing;

namespace MlopsInfra.Lifecycle.Tests.Tracing;

/// <summary>A prediction is found in the logs of the scoring service, and leads on from there.</summary>
public sealed class PredictionTests : IAsyncLifetime
{
    private const string Hour = "2026/11/29/20";

    private TraceScene _scene = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await TraceScene.StartAsync();
        await LogAsync($"{Hour}/a.jsonl", Line("id-1", "r1", "3"), Line("id-2", "r1", "3"), """{"requestId":"id-cut""");
        await LogAsync("2026/11/28/07/a.jsonl", Line("id-0", "r0", "2"), "no JSON at all", Line("id-3", null, null));
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task It_leads_to_what_answered()
    {
        await _scene.EndpointAsync(("r1", 100, "pumps:3"));
        var chain = await OfAsync("id-2");
        Assert.True(chain.IsComplete);
        Assert.Equal("Prediction id-2, Deployment r1, Model pumps:3, Commit 93a380f", string.Join(", ",
            new[] { chain.Links[0], chain.Links[1], chain.Links[3], chain.Links[^1] }
                .Select(link => $"{link.Kind} {link.Name}")));
        Assert.EndsWith($"/predictions/{Hour}/a.jsonl", chain.Links[0].Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_release_that_is_gone_the_model_is_known_all_the_same()
    {
        await _scene.EndpointAsync(("r1", 100, "pumps:3"));
        await _scene.ModelAsync(_scene.Prod, "2", ("mlops.job", "train-1"));
        var chain = await OfAsync("id-0");
        Assert.Equal(("r0", "prod has no release of this name any more"), (chain.Links[1].Name, chain.Links[1].Missing));
        Assert.Equal("pumps:2", chain.Links.First(link => link.Kind == TraceKind.Model).Name);
    }

    [Fact]
    public async Task What_the_service_did_not_know_is_missing()
    {
        await _scene.EndpointAsync();
        var chain = await OfAsync("id-3");
        Assert.Equal("the service did not know its release", chain.Links[1].Missing);
        Assert.Equal("the prediction does not say which", chain.Links.First(link => link.Kind == TraceKind.Model).Missing);
    }

    [Theory]
    [InlineData("id-9", null, "it is in none of 2 files of predictions")]
    [InlineData("id-cut", null, "it is in none of 2 files of predictions")]
    [InlineData("id", null, "it is in none of 2 files of predictions")]
    [InlineData("id-0", Hour, "it is in none of 1 files of predictions of 2026/11/29/20")]
    public async Task One_that_was_not_found_says_where_it_was_looked_for(string id, string? at, string why)
    {
        await _scene.EndpointAsync();
        var none = await Assert.ThrowsAsync<LifecycleException>(() =>
            _scene.TraceAsync(_scene.Prod, new TraceSubject { Prediction = id, At = at }));
        Assert.Equal("PredictionNotFound", none.Code);
        Assert.Contains(why, none.Message, StringComparison.Ordinal);
    }

    private async Task<TraceChain> OfAsync(string id) =>
        Assert.Single(await _scene.TraceAsync(_scene.Prod, new TraceSubject { Prediction = id }));

    private Task LogAsync(string name, params string[] lines) =>
        _scene.Cloud.UploadAsync(_scene.Prod, "predictions", name, string.Join('\n', lines));

    private static string Line(string id, string? release, string? version) => System.Text.Json.JsonSerializer.Serialize(new
    {
        time = "2026-11-29T20:11:12Z", requestId = id, model = version is null ? null : "pumps", modelVersion = version, release,
        image = version is null ? null : TraceScene.Image, predictions = new[] { new { probability = 0.1 } },
    });
}
