using System.Text;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.ResourceManager.Resources;
using Azure.ResourceManager.Resources.Models;
using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.MachineLearning.Serving;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Online;

/// <summary>A local cloud that executes what is deployed, with a workspace in it.</summary>
internal sealed class OnlineCloud : IAsyncDisposable
{
    public const string Endpoint = $"{RestCloud.Workspace}/onlineEndpoints/ep-pump";
    public const string Host = "https://ep-pump.westeurope.inference.ml.azure.com";

    /// <summary>Answers with a word that the model holds, and what it was asked.</summary>
    public const string Script = """
        import json, os
        def init():
            global word
            with open(os.path.join(os.environ["AZUREML_MODEL_DIR"], "model", "word.txt")) as file:
                word = file.read()
        def run(data):
            print("asked for", data)
            return {"word": word, "data": json.loads(data)}
        """;

    private readonly WorkloadHost _host;

    private OnlineCloud(RestCloud rest)
    {
        Rest = rest;
        _host = rest.Server.Application.Services.GetRequiredService<WorkloadHost>();
    }

    public RestCloud Rest { get; }

    /// <summary>What is executed at the moment.</summary>
    public IReadOnlyList<string> Running => _host.Running;

    /// <summary>Starts it; skips the test where there is no Python.</summary>
    public static async Task<OnlineCloud> StartAsync()
    {
        ServingProcess.RequirePython();
        var cloud = new OnlineCloud(await RestCloud.StartWithWorkspaceAsync(executor: WorkloadExecutor.Process));
        await cloud.Rest.PutAsync($"{RestCloud.Workspace}/environments/env/versions/1",
            new { image = "r/i:1", condaFile = "dependencies: [python=3.7, numpy=1.0, pip: [azureml-defaults]]" });
        await cloud.ModelAsync("pump", "1", "red");
        return cloud;
    }

    /// <summary>Registers a model of one file.</summary>
    public async Task ModelAsync(string name, string version, string word)
    {
        await UploadAsync($"{name}-{version}/model/word.txt", word);
        await Rest.PutAsync($"{RestCloud.Workspace}/models/{name}/versions/{version}",
            new { modelUri = $"https://stmlops.blob.core.windows.net/training/{name}-{version}/model" });
    }

    /// <summary>Makes the endpoint.</summary>
    public Task EndpointAsync(string authMode = "Key") =>
        Rest.PutAsync(Endpoint, new { authMode }, "westeurope");

    /// <summary>Makes the endpoint on a cluster.</summary>
    public async Task EndpointOnKubernetesAsync()
    {
        const string compute = $"{RestCloud.Workspace}/computes/aks";
        foreach (var (id, body) in (IEnumerable<(string, string)>)[
            (compute, """{"location":"westeurope","properties":{"computeType":"Kubernetes"}}"""),
            (Endpoint, $$"""{"location":"westeurope","properties":{"authMode":"Key","compute":"{{compute}}"} }""")])
            await Rest.Cloud.Resources.PutAsync(ResourceId.Parse(id), JsonNode.Parse(body)!.AsObject(),
                new ArmRequestOptions(AsService: true), CancellationToken.None);
    }

    /// <summary>Gives the traffic of the endpoint to deployments.</summary>
    public Task TrafficAsync(object traffic, string authMode = "Key") =>
        Rest.PutAsync(Endpoint, new { authMode, traffic }, "westeurope");

    /// <summary>Deploys a script with a model, through Microsoft's client, which waits until it is done.</summary>
    public async Task DeployAsync(string name, string script = Script, Action<JsonObject>? change = null, string model = "1")
    {
        var code = $"{name}-{Guid.NewGuid():N}";
        await UploadAsync($"{code}/score.py", script);
        await Rest.PutAsync($"{RestCloud.Workspace}/codes/{code}/versions/1",
            new { codeUri = $"https://stmlops.blob.core.windows.net:443/training/{code}" });
        var properties = new JsonObject
        {
            ["endpointComputeType"] = "Managed",
            ["instanceType"] = "Standard_DS3_v2",
            ["model"] = $"{RestCloud.Workspace}/models/pump/versions/{model}",
            ["environmentId"] = $"{RestCloud.Workspace}/environments/env/versions/1",
            ["codeConfiguration"] = new JsonObject
            {
                ["codeId"] = $"{RestCloud.Workspace}/codes/{code}/versions/1",
                ["scoringScript"] = "score.py",
            },
        };
        change?.Invoke(properties);
        var data = new GenericResourceData(AzureLocation.WestEurope)
        {
            Properties = BinaryData.FromString(properties.ToJsonString()),
            Sku = new ResourcesSku { Name = "Default", Capacity = 1 },
        };
        await Rest.Arm.GetGenericResources().CreateOrUpdateAsync(WaitUntil.Completed,
            new ResourceIdentifier($"{Endpoint}/deployments/{name}"), data);
    }

    /// <summary>The state of a deployment.</summary>
    public async Task<string?> StateAsync(string deployment) =>
        (string?)(await Rest.PropertiesAsync($"{Endpoint}/deployments/{deployment}"))["provisioningState"];

    /// <summary>A POST action.</summary>
    public async Task<JsonNode?> PostAsync(string id, string action, object? body = null) =>
        (await Rest.SendAsync(HttpMethod.Post, $"{id}/{action}?api-version={RestCloud.Version}", body)).Body;

    /// <summary>The primary key.</summary>
    public async Task<string> KeyAsync() => (string)(await PostAsync(Endpoint, "listKeys"))!["primaryKey"]!;

    /// <summary>Asks the endpoint.</summary>
    public async Task<(int Status, string Body, HttpResponseMessage Response)> ScoreAsync(string body, string? key,
        string path = "/score", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Host + path)
            { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var response = await Rest.Http(audience: null).SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public ValueTask DisposeAsync() => Rest.DisposeAsync();

    private async Task UploadAsync(string path, string content) =>
        await Rest.Blobs().GetBlobContainerClient("training").GetBlobClient(path)
            .UploadAsync(BinaryData.FromString(content), overwrite: true);
}
