using MlopsInfra.LocalCloud.Rest.Faults;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.TrainingSteps;

/// <summary>Which model a new one has to be better than, as the evaluate step looks it up.</summary>
public sealed class ChampionTests
{
    private const string LookUp = """
        from mlops import champion, workspace
        found = champion.find(workspace.current_workspace(), "pumps", "train-9")
        print(f"{found.model} {found.metrics} {found.found}" if found else "none")
        """;

    private static readonly (string, string) Approved = ("mlops.decision", "register");

    [Fact]
    public async Task It_is_the_newest_approved_version_of_another_job()
    {
        await using var scene = await StepScene.StartAsync();
        Assert.Equal("none", await scene.PythonAsync(LookUp));

        await scene.ModelAsync("1");
        Assert.Equal("none", await scene.PythonAsync(LookUp));

        await scene.ModelAsync("2", Approved, ("mlops.metric.roc_auc", "0.8750574712643677"), ("mlops.metric.rows", "many"));
        await scene.ModelAsync("3", Approved, ("mlops.job", "train-9"));
        await scene.ModelAsync("4", ("mlops.decision", "keep"));
        Assert.Equal("pumps:2 {'roc_auc': 0.8750574712643677} the newest approved version", await scene.PythonAsync(LookUp));
    }

    [Fact]
    public async Task What_production_runs_comes_before_what_was_approved()
    {
        await using var scene = await StepScene.StartAsync();
        await scene.ModelAsync("1", Approved, ("mlops.metric.roc_auc", "0.5"));
        await scene.ModelAsync("2", Approved);
        await DeployAsync(scene, "other", """{"one":100}""", ("one", "engines:7"));
        await DeployAsync(scene, "idle", """{"one":0}""", ("one", "pumps:2"));
        Assert.StartsWith("pumps:2 {} the newest", await scene.PythonAsync(LookUp), StringComparison.Ordinal);

        await DeployAsync(scene, "score", """{"blue":90,"green":10}""", ("blue", "pumps:1"), ("green", "pumps:2"));
        Assert.Equal("pumps:1 {'roc_auc': 0.5} in production as score/blue with 90 % of the traffic",
            await scene.PythonAsync(LookUp));

        // A version that is not there any more can't be compared with, but is the champion all the same.
        await DeployAsync(scene, "whole", """{"blue":100}""", ("blue", "pumps:17"));
        Assert.StartsWith("pumps:17 {} in production as whole/blue", await scene.PythonAsync(LookUp), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_up_that_is_refused_is_an_error_and_no_promotion()
    {
        await using var scene = await StepScene.StartAsync(without: [Role.DataScientist, Role.Reader]);

        var (job, log) = await scene.RunAsync("python lines.py", ("lines.py", LookUp));

        Assert.Equal("Failed", (string?)job["status"]);
        Assert.Contains("403 AuthorizationFailed", log, StringComparison.Ordinal);
        Assert.Contains("Microsoft.MachineLearningServices/workspaces/onlineEndpoints/read", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_busy_is_asked_again_and_pages_are_followed_to_their_end()
    {
        await using var scene = await StepScene.StartAsync();
        await scene.ModelAsync("1", Approved);
        // A page has a hundred.
        for (var version = 2; version < 104; version++)
            await scene.Rest.SeedAsync($"{RestCloud.Workspace}/models/pumps/versions/{version}",
                $$"""{"properties":{"modelUri":"azureml://datastores/workspaceblobstore/paths/{{version}}"} }""");
        scene.Rest.Server.Options.Faults.Add(Fault.Throttle(request => request.Path.EndsWith("/models/pumps/versions",
            StringComparison.Ordinal), times: 1, retryAfter: TimeSpan.FromSeconds(1)));
        scene.Rest.Server.Options.Faults.Add(Fault.Unavailable(request => request.Path.EndsWith("/onlineEndpoints",
            StringComparison.Ordinal), times: 2));

        Assert.StartsWith("pumps:1 {} ", await scene.PythonAsync(LookUp), StringComparison.Ordinal);
    }

    private static async Task DeployAsync(StepScene scene, string endpoint, string traffic,
        params (string Name, string Model)[] deployments)
    {
        const string ws = RestCloud.Workspace;
        await scene.Rest.SeedAsync($"{ws}/onlineEndpoints/{endpoint}",
            """{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"authMode":"Key"} }""");
        foreach (var (name, model) in deployments)
            await scene.Rest.SeedAsync($"{ws}/onlineEndpoints/{endpoint}/deployments/{name}",
                $$"""{"location":"westeurope","sku":{"name":"Default","capacity":1},"tags":{"mlops.model":"{{model}}"},"properties":{"endpointComputeType":"Managed","instanceType":"Standard_DS3_v2","environmentId":"{{ws}}/environments/env/versions/1"} }""");
        await scene.Rest.SeedAsync($"{ws}/onlineEndpoints/{endpoint}",
            $$"""{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"authMode":"Key","traffic":{{traffic}} } }""");
    }
}
