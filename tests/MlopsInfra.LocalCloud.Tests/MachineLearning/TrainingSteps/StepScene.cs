using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.MachineLearning.Execution;
using MlopsInfra.LocalCloud.Tests.Rest;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.Execution.JobScene;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.TrainingSteps;

/// <summary>
/// The sample's training steps in jobs of a workspace with a registry, on a cluster whose identity has the roles that the
/// environment gives it.
/// </summary>
internal sealed class StepScene : IAsyncDisposable
{
    private const string Identities = $"{RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities";

    private readonly JobScene _jobs;
    private int _runs;

    private StepScene(JobScene jobs) => _jobs = jobs;

    public RestCloud Rest => _jobs.Rest;

    /// <summary>Starts it; skips the test where there is no Python.</summary>
    /// <param name="without">Roles that the cluster's identity does not have.</param>
    public static async Task<StepScene> StartAsync(params string[] without)
    {
        var scene = new StepScene(await JobScene.StartAsync());
        var rest = scene.Rest;
        await rest.SeedAsync(RestCloud.Registry, """{"location":"westeurope","sku":{"name":"Premium"},"properties":{}}""");
        await scene.WorkspaceAsync("Enabled");
        var principal = await rest.IdentityAsync("id-training");
        foreach (var (scope, role) in (ValueTuple<string, string>[])[(Ws, Role.DataScientist), (Ws, Role.Reader),
            (RestCloud.Registry, Role.AcrPull), (RestCloud.Registry, Role.TasksContributor)])
            if (!without.Contains(role)) await rest.GrantAsync(scope, principal, role);
        await rest.SeedAsync($"{Ws}/computes/training",
            $$"""{"location":"westeurope","identity":{"type":"UserAssigned","userAssignedIdentities":{"{{Identities}}/id-training":{} } },"properties":{"computeType":"AmlCompute","properties":{"vmSize":"Standard_DS2_v2","scaleSettings":{"minNodeCount":0,"maxNodeCount":2} } } }""");
        return scene;
    }

    /// <summary>Says whether the workspace is open to all networks.</summary>
    public Task WorkspaceAsync(string publicAccess) => Rest.SeedAsync(Ws,
        $$"""{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"storageAccount":"{{RestCloud.Account}}","containerRegistry":"{{RestCloud.Registry}}","keyVault":"{{RestCloud.Group}}/providers/Microsoft.KeyVault/vaults/kv-mlops","applicationInsights":"{{RestCloud.Group}}/providers/Microsoft.Insights/components/appi-mlops","publicNetworkAccess":"{{publicAccess}}"} }""");

    /// <summary>Registers a version of the model <c>pumps</c>.</summary>
    public Task ModelAsync(string version, params (string Name, string Value)[] tags) =>
        Rest.PutAsync($"{Ws}/models/pumps/versions/{version}", new
        {
            modelUri = $"azureml://datastores/workspaceblobstore/paths/pumps/{version}",
            tags = tags.ToDictionary(tag => tag.Name, tag => tag.Value),
        });

    /// <summary>The tags of a version of the model.</summary>
    public async Task<JsonNode> TagsAsync(string version) =>
        (await Rest.PropertiesAsync($"{Ws}/models/pumps/versions/{version}"))["tags"]!;

    /// <summary>Runs a command beside the sample's code, and other files.</summary>
    /// <returns>The job, and what the command printed.</returns>
    public Task<(JsonObject Job, string Log)> RunAsync(string command, params (string Name, string Text)[] files) =>
        RunAsync($"train-{_runs + 1}", command, files);

    /// <summary>Runs a command as the step of a job of this name.</summary>
    public async Task<(JsonObject Job, string Log)> RunAsync(string job, string command, (string Name, string Text)[] files)
    {
        var step = $"step{++_runs}";
        var code = $"code{_runs}";
        var pipelines = Path.Combine(Repository.Root, "pipelines");
        foreach (var (folder, below) in ((string, string)[])[("training/src", ""), ("common/mlops", "mlops/")])
            foreach (var file in Directory.EnumerateFiles(Path.Combine(pipelines, folder), "*.py"))
                await _jobs.UploadAsync($"{code}/{below}{Path.GetFileName(file)}", await File.ReadAllTextAsync(file));
        foreach (var (name, text) in files) await _jobs.UploadAsync($"{code}/{name}", text);
        await Rest.PutAsync($"{Ws}/codes/{code}/versions/1",
            new { codeUri = $"https://stmlops.blob.core.windows.net:443/training/{code}" });
        await _jobs.ComponentAsync(step, command, more: new { code = $"azureml:{Ws}/codes/{code}/versions/1" });
        var ended = await _jobs.RunAsync(job, new { step = Node(step) },
            settings: new { default_compute = $"{Ws}/computes/training" });
        return (ended, await _jobs.LogAsync(job, "step"));
    }

    /// <summary>Runs lines of Python that import the sample's modules; a job that fails fails the test.</summary>
    /// <returns>The last line that they printed.</returns>
    public async Task<string> PythonAsync(string lines)
    {
        var (job, log) = await RunAsync("python lines.py", ("lines.py", lines));
        Assert.True((string?)job["status"] == "Completed", log);
        return log.Trim().Split('\n')[^1];
    }

    public ValueTask DisposeAsync() => _jobs.DisposeAsync();
}
