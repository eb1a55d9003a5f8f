using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Runs;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.Lifecycle.Tests.Runs;

/// <summary>Runs of the published pipeline: started once, followed, tried again.</summary>
public sealed class TrainingRunTests : IDisposable
{
    private static readonly Polling Quick = new(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50));

    private readonly string _folder = TestFolders.Create("mlops-data-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_same_request_is_the_same_job_and_writes_nothing()
    {
        await using var scene = await TrainingScene.StartAsync();
        var dev = await scene.AddStackAsync("dev");
        await scene.PublishAsync(dev);
        var first = await RunAsync(scene, dev, Request());
        Assert.True(first.HasCompleted);
        scene.Forget();
        var second = await RunAsync(scene, dev, Request());
        Assert.Equal(first.Job.Name, second.Job.Name);
        Assert.Empty(scene.Writes);
        Assert.All(scene.Plan, step => Assert.False(step.IsNeeded));
    }

    [Fact]
    public async Task The_job_runs_what_is_published_with_the_data_that_was_uploaded()
    {
        await using var scene = await TrainingScene.StartAsync();
        var dev = await scene.AddStackAsync("dev");
        await scene.PublishAsync(dev);
        var result = await RunAsync(scene, dev, Request() with
        {
            Inputs = [new("rate", "0.5")],
            Tags = new Dictionary<string, string> { ["team"] = "pumps" },
            Metadata = new RunMetadata { Commit = "93a380f", Branch = "main" },
        });
        var job = scene.Get($"{dev.WorkspaceId}/jobs/{result.Job.Name}")["properties"]!;
        Assert.Equal($"{dev.WorkspaceId}/components/pipeline/versions/1", (string?)job["componentId"]);
        Assert.Equal($"{dev.WorkspaceId}/computes/cpu-cluster", (string?)job["settings"]!["default_compute"]);
        Assert.False((bool)job["settings"]!["continue_on_step_failure"]!);
        Assert.Equal("0.5", (string?)job["inputs"]!["rate"]!["value"]);
        var data = (string)job["inputs"]!["training_data"]!["uri"]!;
        Assert.StartsWith("azureml://datastores/workspaceblobstore/paths/LocalUpload/", data, StringComparison.Ordinal);
        Assert.Equal(data, result.Job.Tag(LifecycleTags.JobDataPath));
        Assert.Contains(result.Job.Tag(LifecycleTags.JobDataVersion)!, data, StringComparison.Ordinal);
        Assert.Equal("pumps", result.Job.Tag("team"));
        Assert.Equal("93a380f", result.Job.Tag(LifecycleTags.Commit));
        Assert.Equal("training", result.Job.Experiment);
    }

    [Fact]
    public async Task Other_data_another_input_or_another_version_of_the_pipeline_is_another_job()
    {
        await using var scene = await TrainingScene.StartAsync();
        var dev = await scene.AddStackAsync("dev");
        await scene.PublishAsync(dev);
        var names = new List<string> { (await PlanAsync(scene, dev, Request())).Job };
        names.Add((await PlanAsync(scene, dev, Request() with { Inputs = [new("rate", "0.5")] })).Job);
        File.AppendAllText(Path.Combine(_folder, "readings.csv"), "3,4\n");
        names.Add((await PlanAsync(scene, dev, Request())).Job);
        await scene.PublishAsync(dev, version: "2");
        names.Add((await PlanAsync(scene, dev, Request())).Job);
        Assert.Equal(4, names.Distinct().Count());
    }

    [Fact]
    public async Task What_completed_is_trained_once_more_only_when_asked_for()
    {
        await using var scene = await TrainingScene.StartAsync();
        var dev = await scene.AddStackAsync("dev");
        await scene.PublishAsync(dev);
        var first = await RunAsync(scene, dev, Request());
        var again = await RunAsync(scene, dev, Request() with { Again = true });
        Assert.NotEqual(first.Job.Name, again.Job.Name);
        // From then on the newest is the one that counts.
        Assert.Equal(again.Job.Name, (await PlanAsync(scene, dev, Request())).Job);
    }

    [Fact]
    public async Task A_job_that_runs_is_followed()
    {
        await using var scene = await TrainingScene.StartAsync();
        var dev = await scene.AddStackAsync("dev");
        await scene.PublishAsync(dev);
        var runs = new TrainingRuns(dev, scene);
        var started = await runs.StartAsync(await runs.PlanAsync(Request(), Cancellation), Cancellation);
        Assert.False(started.HasEnded);
        scene.Forget();
        var followed = await RunAsync(scene, dev, Request());
        Assert.Equal(started.Name, followed.Job.Name);
        Assert.True(followed.HasCompleted);
        Assert.Empty(scene.Writes);
    }

    [Fact]
    public async Task A_step_that_fails_shows_the_end_of_its_log_and_the_next_run_tries_again()
    {
        await using var scene = await ExecutingAsync();
        var dev = await scene.AddStackAsync("dev");
        await scene.PublishAsync(dev, "for i in $(seq 30); do echo line $i; done; exit 3");
        var failed = await RunAsync(scene, dev, Request());
        Assert.Equal("Failed", failed.Job.Status);
        Assert.StartsWith("its step only failed: ", failed.Error, StringComparison.Ordinal);
        var step = scene.Steps["only"];
        Assert.Equal(StepState.Failed, step.State);
        Assert.Equal(20, step.Log.Count);
        Assert.Contains("line 30", step.Log);
        Assert.NotEqual(failed.Job.Name, (await PlanAsync(scene, dev, Request())).Job);
    }

    [Fact]
    public async Task A_job_that_is_executed_ends_with_its_steps()
    {
        await using var scene = await ExecutingAsync();
        var dev = await scene.AddStackAsync("dev");
        await scene.PublishAsync(dev, "cat ${{inputs.data}}/readings.csv");
        var result = await RunAsync(scene, dev, Request());
        Assert.True(result.HasCompleted, result.Error);
        Assert.Equal(StepState.Done, scene.Steps["only"].State);
        Assert.NotNull(scene.Steps["only"].Duration);
    }

    private static async Task<TrainingScene> ExecutingAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Jobs are executed on Linux and macOS.");
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin")
            .Any(folder => File.Exists(Path.Combine(folder, "python3"))), "There is no Python 3 on the PATH.");
        return await TrainingScene.StartAsync(WorkloadExecutor.Process);
    }

    private TrainingRequest Request()
    {
        var file = Path.Combine(_folder, "readings.csv");
        if (!File.Exists(file)) File.WriteAllText(file, "a,b\n1,2\n");
        return new TrainingRequest { Data = _folder };
    }

    private static Task<TrainingPlan> PlanAsync(TrainingScene scene, LifecycleEnvironment environment, TrainingRequest request) =>
        new TrainingRuns(environment, scene).PlanAsync(request, Cancellation);

    private static async Task<TrainingResult> RunAsync(TrainingScene scene, LifecycleEnvironment environment,
        TrainingRequest request)
    {
        var runs = new TrainingRuns(environment, scene);
        var plan = await runs.PlanAsync(request, Cancellation);
        return await runs.FollowAsync(await runs.StartAsync(plan, Cancellation), plan, Quick, Cancellation);
    }
}
