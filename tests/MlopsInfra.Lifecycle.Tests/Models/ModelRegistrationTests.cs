using MlopsInfra.Lifecycle.Models;

namespace MlopsInfra.Lifecycle.Tests.Models;

/// <summary>Registers models of jobs from outside of them.</summary>
public sealed class ModelRegistrationTests : IAsyncLifetime, ILifecycleProgress
{
    private readonly List<PlannedStep> _plan = [];
    private WorkspaceScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await WorkspaceScene.StartAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_version_says_where_it_comes_from()
    {
        await _scene.PutJobAsync("train-1", "Completed", ("mlops.metric.roc_auc", "0.87"), ("mlops.commit", "93a380f"),
            ("mlops.repository", "https://github.example/contoso/mlops"), ("dataVersion", "0x8D"),
            ("dataPath", "readings/may.csv"), ("mlops.actor", "ann"));

        var registered = await RegisterAsync(Candidate("train-1") with
        {
            Higher = ["roc_auc"],
            Tags = new Dictionary<string, string> { ["owner"] = "team-a" },
            Properties = new Dictionary<string, string> { ["framework"] = "ScikitLearn" },
            Description = "Pumps that are about to fail.",
        });

        Assert.True(registered.IsNew);
        var model = (await new ModelRegistry(_scene.Environment).FindAsync("pumps", "1", Cancellation))!;
        Assert.Equal("azureml://jobs/train-1/outputs/model", model.Uri);
        Assert.Equal(new Dictionary<string, string>
        {
            ["mlops.job"] = "train-1", ["mlops.decision"] = "register", ["mlops.reason"] = "the first version of pumps",
            ["mlops.metric"] = "roc_auc", ["mlops.metric.roc_auc"] = "0.87", ["mlops.commit"] = "93a380f",
            ["mlops.repository"] = "https://github.example/contoso/mlops", ["mlops.dataVersion"] = "0x8D",
            ["mlops.dataPath"] = "readings/may.csv", ["mlops.codeVersion"] = "train:5d0c", ["owner"] = "team-a",
        }, model.Tags);
        Assert.Equal("ScikitLearn", model.Properties["framework"]);
        Assert.Equal("Pumps that are about to fail.", model.Description);
    }

    [Fact]
    public async Task A_job_s_model_is_registered_once()
    {
        await _scene.PutJobAsync("train-1", "Completed");
        var first = await RegisterAsync(Candidate("train-1"));
        var writes = _scene.Writes.Count();

        var second = await RegisterAsync(Candidate("train-1"));

        Assert.Equal((true, false), (first.IsNew, second.IsNew));
        Assert.Equal(first.Model!.Id, second.Model!.Id);
        Assert.Equal(writes, _scene.Writes.Count());
        Assert.False(_plan[^1].IsNeeded);
    }

    [Theory]
    [InlineData("0.9", "10", "roc_auc", "", true)]
    [InlineData("0.8", "10", "roc_auc", "", false)]
    [InlineData("0.7", "10", "roc_auc", "", false)]
    [InlineData("0.7", "9", "", "loss", true)]
    [InlineData("0.7", "10", "", "loss", false)]
    [InlineData("0.7", "11", "", "loss", false)]
    [InlineData("0.9", "9", "roc_auc", "loss", true)]
    [InlineData("0.9", "11", "roc_auc", "loss", false)]
    public async Task It_has_to_be_better_than_the_newest_in_each_metric_that_is_named(
        string auc, string loss, string higher, string lower, bool isRegistered)
    {
        await _scene.PutJobAsync("train-1", "Completed", ("mlops.metric.roc_auc", "0.8"), ("mlops.metric.loss", "10"));
        await _scene.PutJobAsync("train-2", "Completed", ("mlops.metric.roc_auc", auc), ("mlops.metric.loss", loss));
        await RegisterAsync(Candidate("train-1"));
        var candidate = Candidate("train-2") with
        {
            Higher = higher.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Lower = lower.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };

        var registered = await RegisterAsync(candidate);

        Assert.Equal(isRegistered ? "register" : "keep", registered.Decision);
        Assert.Equal(isRegistered ? "2" : null, registered.Model?.Version);
        Assert.Contains("pumps:1", registered.Reason, StringComparison.Ordinal);
        Assert.Equal("2", (await RegisterAsync(candidate with { IsForced = true })).Model?.Version);
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        await _scene.PutJobAsync("train-1", "Completed");

        var registered = await new ModelRegistration(_scene.Environment, this)
            .RunAsync(Candidate("train-1"), isDryRun: true, Cancellation);

        Assert.Equal("pumps:1", registered.Model?.Reference);
        Assert.True(Assert.Single(_plan).IsNeeded);
        Assert.Empty(_scene.Writes);
    }

    [Theory]
    [InlineData("nowhere", "model", "", "JobNotFound")]
    [InlineData("failed", "model", "", "JobNotCompleted")]
    [InlineData("train-1", "predictions", "", "OutputNotFound")]
    [InlineData("train-1", "model", "roc_auc", "MetricNotFound")]
    public async Task What_can_t_be_registered_says_why(string job, string output, string metric, string code)
    {
        await _scene.PutJobAsync("train-1", "Completed", ("mlops.metric.loss", "10"));
        await _scene.PutJobAsync("failed", "Failed");

        var refusal = await Assert.ThrowsAsync<LifecycleException>(() => RegisterAsync(new ModelCandidate("pumps", job, output)
        {
            Higher = metric.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        }));

        Assert.Equal(code, refusal.Code);
        Assert.Empty(_scene.Writes);
    }

    void ILifecycleProgress.Planned(IReadOnlyList<PlannedStep> steps) => _plan.AddRange(steps);

    void ILifecycleProgress.Changed(LifecycleStep step)
    {
    }

    void ILifecycleProgress.Note(string text)
    {
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ModelCandidate Candidate(string job) => new("pumps", job, "model");

    private Task<RegisteredModel> RegisterAsync(ModelCandidate candidate) =>
        new ModelRegistration(_scene.Environment, this).RunAsync(candidate, isDryRun: false, Cancellation);
}
