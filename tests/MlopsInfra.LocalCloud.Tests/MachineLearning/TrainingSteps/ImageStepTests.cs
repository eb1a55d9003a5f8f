using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.TrainingSteps;

/// <summary>The image step, with a scoring service of its own.</summary>
public sealed class ImageStepTests
{
    private const string Registration = """{"model": "pumps", "registered": true, "reason": "it is better", "version": "1"}""";

    private const string Dockerfile = "FROM scratch\nCOPY . /service\nARG MLOPS_MODEL\nENV MLOPS_MODEL=${MLOPS_MODEL}\n";

    private const string Command = "python image.py --registered registered --scoring scoring --image made; code=$?; "
        + "cat made/image.json 2>/dev/null; exit $code";

    [Fact]
    public async Task An_image_is_built_once_and_named_by_its_content()
    {
        await using var scene = await StartAsync();

        var (job, log) = await RunAsync(scene);
        var tags = await scene.TagsAsync("1");
        var (again, kept) = await RunAsync(scene, job: "again");
        var (changed, _) = await RunAsync(scene, dockerfile: Dockerfile + "ENV MORE=1\n", job: "changed");

        Assert.True((string?)job["status"] == "Completed", log);
        Assert.Contains("building scoring:", log, StringComparison.Ordinal);
        Assert.Contains("kept: the registry has scoring:", kept, StringComparison.Ordinal);
        Assert.Equal(("abc", (string?)tags["mlops.image"], (string?)tags["mlops.imageTag"]),
            ((string?)tags["mlops.commit"], (string?)job["tags"]!["mlops.image"], (string?)job["tags"]!["mlops.imageTag"]));
        Assert.Matches("^scoring@sha256:[0-9a-f]{64}$", (string?)tags["mlops.image"]);
        Assert.Equal((string?)job["tags"]!["mlops.image"], (string?)again["tags"]!["mlops.image"]);
        Assert.NotEqual((string?)job["tags"]!["mlops.imageTag"], (string?)changed["tags"]!["mlops.imageTag"]);
        // The model's newest image is the one that was asked for last.
        Assert.Equal((string?)changed["tags"]!["mlops.image"], (string?)(await scene.TagsAsync("1"))["mlops.image"]);
    }

    [Fact]
    public async Task A_build_that_fails_ends_the_step_with_the_end_of_its_log()
    {
        await using var scene = await StartAsync();

        var (job, log) = await RunAsync(scene, dockerfile: "FROM scratch\nCOPY nowhere /\n");

        Assert.Equal("Failed", (string?)job["status"]);
        Assert.Contains("error: the image could not be built: the task run cf1 ended as Failed: ", log, StringComparison.Ordinal);
        Assert.Contains("nowhere", log, StringComparison.Ordinal);
        Assert.Null(job["tags"]!["mlops.imageNote"]);
    }

    [Theory]
    [InlineData("tasks", "the registry crmlops.azurecr.io takes no tasks", "TasksOperationsNotAllowed")]
    [InlineData("closed", "the registry crmlops.azurecr.io is closed to this job", "DENIED client with IP")]
    [InlineData("private", "jobs of this private workspace have no right to build images", "registries/read")]
    public async Task Where_tasks_are_no_way_to_build_the_job_says_so_and_ends_well(string what, string because, string said)
    {
        await using var scene = await StartAsync(without: what == "private" ? [Role.TasksContributor] : []);
        if (what == "tasks") scene.Rest.Server.Options.AllowsRegistryTasks = false;
        if (what == "closed")
            await scene.Rest.SeedAsync(RestCloud.Registry,
                """{"location":"westeurope","sku":{"name":"Premium"},"properties":{"publicNetworkAccess":"Disabled"} }""");
        if (what == "private") await scene.WorkspaceAsync("Disabled");

        var (job, log) = await RunAsync(scene);

        Assert.True((string?)job["status"] == "Completed", log);
        Assert.Equal($"{because}; 'mlops release --builder docker' builds it, or a registry that takes tasks",
            (string?)job["tags"]!["mlops.imageNote"]);
        Assert.Contains(said, log, StringComparison.Ordinal);
        Assert.Null(job["tags"]!["mlops.image"]);
        Assert.Null((await scene.TagsAsync("1"))["mlops.image"]);
    }

    [Fact]
    public async Task A_role_that_is_missing_in_an_open_workspace_is_an_error_that_names_it()
    {
        await using var scene = await StartAsync(without: [Role.TasksContributor]);

        var (job, log) = await RunAsync(scene);

        Assert.Equal("Failed", (string?)job["status"]);
        Assert.Contains("Microsoft.ContainerRegistry/registries/read", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_model_gets_no_image()
    {
        await using var scene = await StartAsync();

        var (job, log) = await RunAsync(scene,
            registration: """{"model": "pumps", "registered": false, "reason": "it is worse", "version": null}""");

        Assert.True((string?)job["status"] == "Completed", log);
        Assert.Contains("no image: pumps was not registered: it is worse", log, StringComparison.Ordinal);
        Assert.Equal(404, (await scene.Rest.SendAsync(HttpMethod.Get,
            $"{RestCloud.Registry}/runs/cf1?api-version=2019-06-01-preview")).Status);
    }

    private static async Task<StepScene> StartAsync(params string[] without)
    {
        var scene = await StepScene.StartAsync(without);
        await scene.ModelAsync("1", ("mlops.decision", "register"), ("mlops.commit", "abc"));
        return scene;
    }

    private static Task<(JsonObject Job, string Log)> RunAsync(StepScene scene, string dockerfile = Dockerfile,
        string registration = Registration, string job = "train-1") => scene.RunAsync(job, Command,
        [("scoring/Dockerfile", dockerfile), ("scoring/score.py", "print(1)\n"), ("registered/registration.json", registration),
            ("registered/model.joblib", "m")]);
}
