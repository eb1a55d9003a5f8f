using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Lifecycle.Tests.Runs;

/// <summary>What came of a job, as its steps left it: in its tags, or only with the model.</summary>
public sealed class TrainingResultTests : IAsyncLifetime
{
    private TrainingScene _scene = null!;
    private LifecycleEnvironment _dev = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await TrainingScene.StartAsync();
        _dev = await _scene.AddStackAsync("dev");
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_model_that_was_registered_is_found_by_the_tags_of_the_job()
    {
        await ModelAsync("pumps", "3", ("mlops.job", "train-1"), ("mlops.decision", "register"));
        var result = await OfAsync(("mlops.decision", "register"), ("mlops.reason", "it is better"),
            ("mlops.champion", "pumps:2"), ("mlops.metric.roc_auc", "0.91"), ("mlops.metric.note", "none"),
            ("mlops.model", "pumps:3"));
        Assert.Equal("pumps:3", result.Model?.Reference);
        Assert.Equal(("register", "it is better", "pumps:2"), (result.Decision, result.Reason, result.Champion));
        Assert.Equal(new Dictionary<string, double> { ["roc_auc"] = 0.91 }, result.Metrics);
    }

    [Fact]
    public async Task A_refused_model_is_no_model_and_says_why()
    {
        await ModelAsync("pumps", "2", ("mlops.job", "train-0"));
        var result = await OfAsync(("mlops.decision", "keep"), ("mlops.reason", "roc_auc 0.60 is below the minimum 0.70"));
        Assert.Null(result.Model);
        Assert.Equal("keep", result.Decision);
        Assert.Equal("roc_auc 0.60 is below the minimum 0.70", result.Reason);
    }

    [Fact]
    public async Task A_champion_that_the_same_request_registered_before_it_was_cut_off_is_its_model()
    {
        await ModelAsync("pumps", "2", ("mlops.job", "train-0"));
        var same = await OfAsync(("mlops.decision", "keep"), ("mlops.reason", "it is not better"), ("mlops.champion", "pumps:2"));
        Assert.Equal(("register", "pumps:2"), (same.Decision, same.Model?.Reference));
        Assert.Equal("train-0 registered pumps:2 of the same before it was cut off", same.Reason);
        await ModelAsync("pumps", "3", ("mlops.job", "train-9"));
        var other = await OfAsync(("mlops.decision", "keep"), ("mlops.champion", "pumps:3"));
        Assert.Equal(("keep", null), (other.Decision, other.Model?.Reference));
    }

    [Fact]
    public async Task Where_the_job_says_nothing_the_model_says_it()
    {
        await ModelAsync("pumps", "2", ("mlops.job", "train-0"));
        await ModelAsync("pumps", "3", ("mlops.job", "train-1"), ("mlops.metric.roc_auc", "0.91"));
        var result = await OfAsync();
        Assert.Equal("pumps:3", result.Model?.Reference);
        Assert.Equal("register", result.Decision);
        Assert.Equal(0.91, result.Metrics["roc_auc"]);
    }

    [Fact]
    public async Task A_pipeline_without_a_gate_has_no_decision()
    {
        var result = await OfAsync();
        Assert.True(result.HasCompleted);
        Assert.Null(result.Decision);
        Assert.Empty(result.Metrics);
    }

    private async Task<TrainingResult> OfAsync(params (string Name, string Value)[] tags)
    {
        await _scene.PutAsync($"{_dev.WorkspaceId}/jobs/train-1", new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["jobType"] = "Pipeline", ["status"] = "Completed", ["tags"] = Json(tags), ["jobs"] = new JsonObject(),
            },
        });
        var job = await TrainingJob.FindAsync(_dev, "train-1", TestContext.Current.CancellationToken);
        return await new TrainingResults(_dev).OfAsync(job!, null, ["train-0"], [], TestContext.Current.CancellationToken);
    }

    private Task ModelAsync(string name, string version, params (string Name, string Value)[] tags) =>
        new ModelRegistry(_dev).WriteAsync(new ModelVersion(name, version, "")
        {
            Type = "custom_model", Uri = "azureml://datastores/workspaceblobstore/paths/models/x",
            Tags = tags.ToDictionary(tag => tag.Name, tag => tag.Value),
        }, TestContext.Current.CancellationToken);

    private static JsonObject Json((string Name, string Value)[] tags) =>
        new(tags.Select(tag => KeyValuePair.Create<string, JsonNode?>(tag.Name, tag.Value)));
}
