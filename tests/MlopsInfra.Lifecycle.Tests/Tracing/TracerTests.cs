using MlopsInfra.Lifecycle.Tracing;

namespace MlopsInfra.Lifecycle.Tests.Tracing;

/// <summary>The chain from a prediction to commit and data, over three workspaces, and back.</summary>
public sealed class TracerTests : IAsyncLifetime
{
    private TraceScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await TraceScene.StartAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task What_production_serves_leads_back_to_commit_and_data_over_all_workspaces()
    {
        await _scene.EndpointAsync(("r1", 90, "pumps:3"), ("r0", 0, "pumps:2"));
        var chain = Assert.Single(await _scene.TraceAsync(_scene.Prod));
        Assert.True(chain.IsComplete);
        Assert.Equal(
            [
                "Deployment r1", $"Image {TraceScene.Image}", "Model pumps:3", "Model pumps:3", "Model pumps:3", "Job train-1",
                "Data 0x8D1", "Pipeline pipeline:5d0c", "Commit 93a380f",
            ], chain.Links.Select(link => $"{link.Kind} {link.Name}"));
        Assert.Equal([TraceScene.Id(_scene.Prod, "3"), TraceScene.Id(_scene.Qa, "3"), TraceScene.Id(_scene.Dev, "3")],
            chain.Links.Where(link => link.Kind == TraceKind.Model).Select(link => link.Id));
        Assert.Equal($"{_scene.Dev.WorkspaceId}/jobs/train-1", chain.Links.Single(link => link.Kind == TraceKind.Job).Id);
        Assert.Equal("yes", Detail(chain, TraceKind.Image, "tested in QA"));
        Assert.Equal("90 %", Detail(chain, TraceKind.Deployment, "traffic"));
        Assert.Equal("https://github.example/contoso/pumps", Detail(chain, TraceKind.Commit, "repository"));
    }

    [Theory]
    [InlineData("--model", "pumps:3")]
    [InlineData("--model", "pumps")]
    [InlineData("--image", "sha256:9c1e4f20")]
    [InlineData("--image", TraceScene.Image)]
    [InlineData("--job", "train-1")]
    [InlineData("--data", "0x8D1")]
    [InlineData("--deployment", "r1")]
    public async Task Every_link_leads_both_ways(string from, string name)
    {
        await _scene.EndpointAsync(("r1", 100, "pumps:3"));
        var subject = from switch
        {
            "--model" => new TraceSubject { Model = name },
            "--image" => new TraceSubject { Image = name },
            "--job" => new TraceSubject { Job = name },
            "--data" => new TraceSubject { Data = name },
            _ => new TraceSubject { Deployment = name },
        };
        var chain = Assert.Single(await _scene.TraceAsync(_scene.Prod, subject));
        Assert.Equal("r1", chain.Links[0].Name);
        Assert.Equal("93a380f", chain.Links[^1].Name);
    }

    [Fact]
    public async Task Data_leads_to_every_job_and_model_that_was_made_of_it()
    {
        await _scene.JobAsync("train-2", ("dataVersion", "0x8D1"), ("mlops.decision", "keep"), ("mlops.reason", "it is worse"));
        await _scene.JobAsync("train-3", ("dataVersion", "0x8D2"));
        var chains = await _scene.TraceAsync(_scene.Dev, new TraceSubject { Data = "0x8D1" });
        Assert.Equal(["train-1", "train-2"], chains.Select(chain => chain.Links.Single(link => link.Kind == TraceKind.Job).Name)
            .Order(StringComparer.Ordinal));
        var refused = chains.Single(chain => chain.Links.Any(link => link.Name == "train-2"));
        Assert.Equal("the gate refused it: it is worse", refused.Links[0].Missing);
    }

    [Theory]
    [InlineData("readings:1", "readings:1", true)]
    [InlineData("readings:1", "readings:1+0f3a", true)]
    [InlineData("0f3a", "readings:1+0f3a", true)]
    [InlineData("readings:1", "readings:10+0f3a", false)]
    [InlineData("0f3a", null, false)]
    public void A_version_of_an_asset_is_meant_with_and_without_what_lay_there(string asked, string? written, bool isMeant) =>
        Assert.Equal(isMeant, JobsOfData.IsVersion(asked, written));

    [Fact]
    public async Task What_is_gone_is_shown_as_missing_with_the_reason()
    {
        await _scene.ModelAsync(_scene.Prod, "4", ("mlops.from", TraceScene.Id(_scene.Qa, "4")), ("mlops.job", "train-9"),
            ("mlops.commit", "c0ffee"));
        var chain = Assert.Single(await _scene.TraceAsync(_scene.Prod, new TraceSubject { Model = "pumps:4" }));
        Assert.False(chain.IsComplete);
        Assert.Equal("no release of prod runs it", chain.Links[0].Missing);
        var origin = chain.Links.Last(link => link.Kind == TraceKind.Model);
        Assert.Equal(("pumps:4 in mlw-qa", "it is gone from that workspace"), (origin.Name, origin.Missing));
        var job = chain.Links.Single(link => link.Kind == TraceKind.Job);
        Assert.Equal(("train-9", "the workspace that it ran in can't be read"), (job.Name, job.Missing));
        // What the job said is gone with it; what the model says is not.
        Assert.Equal("c0ffee", chain.Links.Single(link => link.Kind == TraceKind.Commit).Name);
    }

    [Fact]
    public async Task A_group_whose_image_was_changed_by_hand_says_so()
    {
        await _scene.GroupAsync($"crqa.azurecr.io/{TraceScene.Image}", ("mlops.release", "r1"), ("mlops.model", "pumps:3"),
            ("mlops.image", TraceScene.Image));
        var chain = Assert.Single(await _scene.TraceAsync(_scene.Qa));
        Assert.Null(Detail(chain, TraceKind.Deployment, "changed by hand"));
        await _scene.GroupAsync("crqa.azurecr.io/scoring@sha256:other", ("mlops.release", "r1"), ("mlops.model", "pumps:3"),
            ("mlops.image", TraceScene.Image));
        chain = Assert.Single(await _scene.TraceAsync(_scene.Qa));
        Assert.Equal("it runs crqa.azurecr.io/scoring@sha256:other", Detail(chain, TraceKind.Deployment, "changed by hand"));
    }

    [Fact]
    public async Task What_there_is_not_is_an_error_that_says_what_there_is()
    {
        Assert.Equal("NoScoring", await CodeAsync(_scene.Dev, new TraceSubject()));
        Assert.Equal("NothingReleased", await CodeAsync(_scene.Qa, new TraceSubject()));
        await _scene.EndpointAsync(("r1", 100, "pumps:3"));
        Assert.Equal("ReleaseNotFound", await CodeAsync(_scene.Prod, new TraceSubject { Deployment = "r9" }));
        Assert.Equal("ModelNotFound", await CodeAsync(_scene.Prod, new TraceSubject { Model = "pumps:9" }));
        Assert.Equal("ModelNotFound", await CodeAsync(_scene.Prod, new TraceSubject { Model = "fans" }));
        Assert.Equal("ImageNotFound", await CodeAsync(_scene.Prod, new TraceSubject { Image = "sha256:0" }));
        Assert.Equal("JobNotFound", await CodeAsync(_scene.Prod, new TraceSubject { Job = "train-9" }));
        Assert.Equal("DataNotFound", await CodeAsync(_scene.Prod, new TraceSubject { Data = "0x9" }));
    }

    private async Task<string> CodeAsync(Environments.LifecycleEnvironment environment, TraceSubject subject) =>
        (await Assert.ThrowsAsync<LifecycleException>(() => _scene.TraceAsync(environment, subject))).Code;

    private static string? Detail(TraceChain chain, TraceKind kind, string name) => chain.Links
        .First(link => link.Kind == kind).Details.Where(detail => detail.Key == name).Select(detail => detail.Value)
        .FirstOrDefault();
}
