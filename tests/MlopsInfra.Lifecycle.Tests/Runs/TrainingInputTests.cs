using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Lifecycle.Tests.Runs;

/// <summary>What a run may be given, and what it is told where that does not fit.</summary>
public sealed class TrainingInputTests : IAsyncLifetime
{
    private readonly string _folder = TestFolders.Create("mlops-data-").FullName;
    private TrainingScene _scene = null!;
    private LifecycleEnvironment _dev = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await TrainingScene.StartAsync();
        _dev = await _scene.AddStackAsync("dev");
        await _scene.PublishAsync(_dev);
        await File.WriteAllTextAsync(Path.Combine(_folder, "readings.csv"), "a,b\n1,2\n", TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _scene.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("rat", "0.5", "UnknownInput", "has no input 'rat'. It has: training_data (uri_folder), rate (number), ")]
    [InlineData("rate", "0,5", "InvalidInput", "The input 'rate' is '0,5'; expected a number, with a dot, as in 0.25.")]
    [InlineData("rate", "NaN", "InvalidInput", "expected a number, with a dot")]
    [InlineData("rate", "1.5", "InvalidInput", "expected a number from 0 to 1.")]
    [InlineData("rounds", "1.5", "InvalidInput", "expected a whole number.")]
    [InlineData("seed", "yes", "InvalidInput", "expected true or false.")]
    [InlineData("kind", "bush", "InvalidInput", "expected one of tree, forest.")]
    public async Task A_value_that_does_not_fit_is_refused(string name, string value, string code, string message)
    {
        var refused = await RefusedAsync(new TrainingRequest { Data = _folder, Inputs = [new(name, value)] });
        Assert.True(refused.IsUsage);
        Assert.Equal(code, refused.Code);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rate", "0.25", "0.25")]
    [InlineData("rate", "1e-3", "1e-3")]
    [InlineData("rounds", "-3", "-3")]
    [InlineData("seed", "true", "True")]
    [InlineData("kind", "forest", "forest")]
    public async Task A_value_that_fits_is_taken(string name, string value, string taken)
    {
        var plan = await PlanAsync(new TrainingRequest { Data = _folder, Inputs = [new(name, value)] });
        Assert.Equal(new JobInput(name, JobInput.Literal, taken), plan.Inputs.Single(input => input.Name == name));
    }

    [Fact]
    public async Task What_the_deployment_gives_is_taken_unless_the_request_says_otherwise()
    {
        await _scene.UploadAsync(_dev, "training-data", "may/readings.csv", "a,b\n1,2\n");
        await _scene.PublishAsync(_dev, "true", "2", ("rate", "0.3"), ("kind", "forest"),
            ("training_data", "azureml://datastores/training_data/paths/may"));
        var plan = await PlanAsync(new TrainingRequest { Inputs = [new("rate", "0.4")] });
        Assert.Equal(["forest", "0.4", "azureml://datastores/training_data/paths/may"],
            plan.Inputs.OrderBy(input => input.Name, StringComparer.Ordinal).Select(input => input.Text));
    }

    [Fact]
    public async Task The_data_is_given_once()
    {
        var refused = await RefusedAsync(new TrainingRequest
        {
            Data = _folder, Inputs = [new("training_data", "azureml:training_data:1")],
        });
        Assert.Contains("The data is given more than once", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_there_are_not_are_no_data()
    {
        var refused = await RefusedAsync(new TrainingRequest { Data = Path.Combine(_folder, "none.csv") });
        Assert.True(refused.IsUsage);
        Assert.Equal("DataNotFound", refused.Code);
        Directory.CreateDirectory(Path.Combine(_folder, "empty", ".git"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "empty", ".git", "x"), "", TestContext.Current.CancellationToken);
        refused = await RefusedAsync(new TrainingRequest { Data = Path.Combine(_folder, "empty") });
        Assert.Contains("There is no file in the folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environments_own_data_has_the_version_of_what_lies_there()
    {
        var none = await RefusedAsync(new TrainingRequest());
        Assert.Equal("NoData", none.Code);
        Assert.False(none.IsUsage);
        await _scene.UploadAsync(_dev, "training-data", "may/readings.csv", "a,b\n1,2\n");
        var may = await PlanAsync(new TrainingRequest());
        Assert.Equal(may.Job, (await PlanAsync(new TrainingRequest { Data = "azureml:training_data:1" })).Job);
        await _scene.UploadAsync(_dev, "training-data", "june/readings.csv", "a,b\n1,2\n");
        var june = await PlanAsync(new TrainingRequest());
        Assert.NotEqual(may.Job, june.Job);
        Assert.StartsWith("training_data:1+", june.Data!.Version, StringComparison.Ordinal);
        Assert.Equal($"{_dev.WorkspaceId}/data/training_data/versions/1",
            june.Inputs.Single(input => input.Name == "training_data").Text);
    }

    [Fact]
    public async Task A_blob_has_the_version_that_new_data_has_that_starts_a_run()
    {
        await _scene.UploadAsync(_dev, "training-data", "may/readings.csv", "a,b\n1,2\n");
        var address = $"{_dev.Outputs.BlobEndpoint}training-data/may/readings.csv";
        var plan = await PlanAsync(new TrainingRequest { Data = address });
        Assert.Matches("^0x[0-9A-F]+$", plan.Data!.Version!);
        Assert.Equal(address, plan.Tags[LifecycleTags.JobDataPath]);
        var signed = await PlanAsync(new TrainingRequest { Data = $"{address}?sv=2023-11-03&sig=SECRET" });
        Assert.DoesNotContain("SECRET", string.Join(' ', signed.Tags.Values) + signed.Steps[0].Action, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("azureml:readings:1", "The workspace of dev has no data asset 'readings' of version '1'.")]
    [InlineData("azureml:readings@latest", "The workspace of dev has no data asset 'readings'.")]
    [InlineData("azureml://datastores/lake/paths/may", "The workspace of dev has no datastore 'lake'.")]
    public async Task Data_that_the_workspace_does_not_have_is_refused(string data, string message) =>
        Assert.StartsWith(message, (await RefusedAsync(new TrainingRequest { Data = data })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Without_a_published_pipeline_there_is_nothing_to_run()
    {
        var qa = await _scene.AddStackAsync("qa");
        var refused = await Assert.ThrowsAsync<LifecycleException>(() => new TrainingRuns(qa, _scene)
            .PlanAsync(new TrainingRequest { Data = _folder }, TestContext.Current.CancellationToken));
        Assert.Equal("PipelineNotPublished", refused.Code);
        Assert.Contains("'mlops publish qa' publishes it", refused.Message, StringComparison.Ordinal);
    }

    private Task<TrainingPlan> PlanAsync(TrainingRequest request) =>
        new TrainingRuns(_dev, _scene).PlanAsync(request, TestContext.Current.CancellationToken);

    private async Task<LifecycleException> RefusedAsync(TrainingRequest request)
    {
        var refused = await Assert.ThrowsAsync<LifecycleException>(() => PlanAsync(request));
        Assert.Empty(_scene.Writes);
        return refused;
    }
}
