using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Python;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Execution;

/// <summary>A workspace whose jobs are executed, with code that was uploaded and components that run it.</summary>
internal sealed class JobScene : IAsyncDisposable
{
    public const string Ws = RestCloud.Workspace;

    private JobScene(RestCloud rest) => Rest = rest;

    public RestCloud Rest { get; }

    /// <summary>Starts it; skips the test where there is no Python.</summary>
    public static async Task<JobScene> StartAsync(WorkloadExecutor executor = WorkloadExecutor.Process, string? python = null)
    {
        Assert.SkipWhen(await new PythonInstallations().BestAsync([]) is null, PythonInstallations.Missing);
        var scene = new JobScene(await RestCloud.StartWithWorkspaceAsync(executor: executor, python: python));
        await scene.Rest.PutAsync($"{Ws}/environments/env/versions/1", new { image = "r/i:1" });
        await scene.CodeAsync(("hello.txt", "hello"));
        await scene.UploadAsync("data/a.csv", "a");
        return scene;
    }

    /// <summary>Uploads files as the code of the components that are registered after it.</summary>
    public async Task CodeAsync(params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files) await UploadAsync($"src/{name}", text);
        await Rest.PutAsync($"{Ws}/codes/src/versions/1",
            new { codeUri = "https://stmlops.blob.core.windows.net:443/training/src",
                properties = new { hash_sha256 = "h", hash_version = "202208" } });
    }

    /// <summary>Uploads a blob into the container <c>training</c>.</summary>
    public Task UploadAsync(string name, string text) => Rest.Blobs().GetBlobContainerClient("training").GetBlobClient(name)
        .UploadAsync(BinaryData.FromString(text), overwrite: true);

    /// <summary>Registers a command component.</summary>
    public Task ComponentAsync(string name, string command, object? inputs = null, object? outputs = null, object? more = null)
    {
        var spec = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(more ?? new { }))!.AsObject();
        spec["name"] = name;
        spec["version"] = "1";
        spec["type"] = "command";
        spec["command"] = command;
        spec["environment"] = "azureml:env:1";
        spec["code"] ??= $"azureml:{Ws}/codes/src/versions/1";
        spec["inputs"] = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(inputs ?? new { }));
        spec["outputs"] = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(outputs ?? new { }));
        return Rest.PutAsync($"{Ws}/components/{name}/versions/1", new { componentSpec = spec });
    }

    /// <summary>A node that runs a component.</summary>
    public static object Node(string component, object? inputs = null, object? outputs = null) => new
    {
        type = "command", componentId = $"{Ws}/components/{component}/versions/1", inputs = inputs ?? new { },
        outputs = outputs ?? new { },
    };

    /// <summary>What an input is bound to.</summary>
    public static object To(string value) => new { job_input_type = "literal", value };

    /// <summary>Submits a pipeline job and waits until it has ended.</summary>
    public async Task<JsonObject> RunAsync(string name, object jobs, object? inputs = null, object? outputs = null,
        object? settings = null)
    {
        await SubmitAsync(name, jobs, inputs, outputs, settings);
        return await EndAsync(name);
    }

    /// <summary>Submits a pipeline job.</summary>
    public Task SubmitAsync(string name, object jobs, object? inputs = null, object? outputs = null, object? settings = null) =>
        Rest.PutAsync($"{Ws}/jobs/{name}", new
        {
            jobType = "Pipeline", experimentName = "tests", jobs, inputs = inputs ?? new { }, outputs = outputs ?? new { },
            settings = settings ?? new { },
        });

    /// <summary>Waits until a job has ended.</summary>
    public Task<JsonObject> EndAsync(string name) => Eventually.FindAsync(async () =>
        await Rest.PropertiesAsync($"{Ws}/jobs/{name}") is var job
            && (string?)job["status"] is "Completed" or "Failed" or "Canceled" ? job : null);

    /// <summary>The steps of a job by their names.</summary>
    public Dictionary<string, JsonObject> Steps(string name)
    {
        var jobs = Rest.Cloud.Resources.OfType($"Microsoft.MachineLearningServices/workspaces/jobs");
        return jobs.Where(job => (string?)job["properties"]?["properties"]?["azureml.pipelinerunid"] == name)
            .ToDictionary(job => (string)job["properties"]!["displayName"]!, job => job);
    }

    /// <summary>The log of a step.</summary>
    public async Task<string> LogAsync(string job, string step) =>
        (await ArtifactsOf(step == "" ? job : (string)Steps(job)[step]["name"]!,
        step == "" ? "logs/azureml/executionlogs.txt" : "user_logs/std_log.txt").DownloadContentAsync()).Value.Content.ToString();

    /// <summary>The text of a blob at an address such as <c>azureml://datastores/workspaceblobstore/paths/x</c>.</summary>
    public async Task<string> TextAsync(string uri, string file)
    {
        var path = uri[(uri.IndexOf("/paths/", StringComparison.Ordinal) + "/paths/".Length)..].TrimEnd('/');
        var container =
            Rest.Blobs().GetBlobContainers().Single(each => each.Name.StartsWith("azureml-blobstore", StringComparison.Ordinal));
        return (await Rest.Blobs().GetBlobContainerClient(container.Name).GetBlobClient($"{path}/{file}".TrimEnd('/'))
            .DownloadContentAsync()).Value.Content.ToString();
    }

    public ValueTask DisposeAsync() => Rest.DisposeAsync();

    private BlobClient ArtifactsOf(string job, string name) =>
        Rest.Blobs().GetBlobContainerClient("azureml").GetBlobClient($"ExperimentRun/dcid.{job}/{name}");
}
