using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.ResourceManager;
using Azure.ResourceManager.Resources;
using Azure.ResourceManager.Resources.Models;
using Azure.Storage.Blobs;

namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>Azure Resource Manager and the blobs, by Microsoft's clients.</summary>
internal sealed class WorkspaceClients(ServedCloud served, JsonElement outputs)
{
    private readonly TokenCredential _credential = served.Deployer(outputs.GetProperty("tenantId").GetString()!);

    public string Workspace { get; } = outputs.GetProperty("workspaceId").GetString()!;

    private ArmClient Arm => new(_credential, outputs.GetProperty("subscriptionId").GetString(), new ArmClientOptions
    {
        Environment = new ArmEnvironment(served.Address, "https://management.azure.com"), Transport = served.Transport,
    });

    /// <summary>Uploads files into the workspace's own container, where they start nothing.</summary>
    public async Task<string> UploadAsync(string folder, params (string Name, string Text)[] files)
    {
        var store = await GetAsync("datastores/workspaceblobstore");
        var container = Container((string)store["containerName"]!);
        foreach (var (name, text) in files)
            await container.GetBlobClient($"{folder}/{name}").UploadAsync(BinaryData.FromString(text));
        return $"azureml://datastores/workspaceblobstore/paths/{folder}/";
    }

    /// <summary>A container of the environment's account.</summary>
    public BlobContainerClient Container(string name) => new BlobServiceClient(
        served.Blobs(outputs.GetProperty("storageAccountName").GetString()!), _credential,
        new BlobClientOptions { Transport = served.Transport }).GetBlobContainerClient(name);

    /// <summary>Invokes a batch endpoint as whoever has its address does, and waits for the job's end.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="inputs">Its inputs, as the call has them.</param>
    public async Task<JsonNode> InvokeAsync(string endpoint, JsonObject inputs)
    {
        var address = new Uri((string)(await GetAsync($"batchEndpoints/{endpoint}"))["scoringUri"]!);
        var token = await _credential.GetTokenAsync(new TokenRequestContext(["https://ml.azure.com/.default"]), default);
        var answer = JsonNode.Parse(await served.PostAsync(address, token.Token,
            new JsonObject { ["properties"] = new JsonObject { ["InputData"] = inputs } }))!;
        return await EndAsync((string)answer["name"]!);
    }

    /// <summary>Runs the published pipeline and waits for its end.</summary>
    /// <param name="name">Name of the job.</param>
    /// <param name="data">Address of the readings.</param>
    /// <param name="tags">Tags of the job, as who starts it sets them; null for none.</param>
    /// <param name="values">Other inputs, as texts.</param>
    public async Task<JsonNode> TrainAsync(string name, string data, object? tags = null,
        params (string Name, string Value)[] values)
    {
        var inputs = values.ToDictionary(input => input.Name,
            input => (object)new { jobInputType = "literal", value = input.Value });
        inputs["training_data"] = new { jobInputType = "uri_folder", uri = data };
        var deployment = (await GetAsync("batchEndpoints/" + outputs.GetProperty("batchEndpointName").GetString()
            + "/deployments", isList: true))["deploymentConfiguration"]!;
        await PutAsync($"jobs/{name}", new
        {
            jobType = "Pipeline", experimentName = "training", componentId = (string?)deployment["componentId"]!["assetId"],
            settings = deployment["settings"],
            inputs, tags = tags ?? new { },
            outputs = new { model = new { jobOutputType = "uri_folder" } },
        });
        return await EndAsync(name);
    }

    /// <summary>Waits for a job's end.</summary>
    /// <param name="name">The job.</param>
    public async Task<JsonNode> EndAsync(string name)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while (true)
        {
            var job = await GetAsync($"jobs/{name}");
            if ((string?)job["status"] is "Completed" or "Failed" or "Canceled") return job;
            await Task.Delay(200, patience.Token);
        }
    }

    /// <summary>Makes an endpoint with one deployment of a model, which gets all traffic.</summary>
    /// <param name="script">The entry script.</param>
    /// <param name="model">ARM id of the model's version.</param>
    /// <param name="tags">Tags of the deployment.</param>
    public async Task DeployAsync(string script, string model, params (string Name, string Value)[] tags)
    {
        await UploadAsync("scoring", ("score.py", script));
        var store = await GetAsync("datastores/workspaceblobstore");
        var code = $"https://{outputs.GetProperty("storageAccountName").GetString()}.blob.core.windows.net/"
            + $"{(string?)store["containerName"]}/scoring";
        await PutAsync("codes/scoring/versions/1", new { codeUri = code });
        await PutAsync("environments/scoring/versions/1", new
        {
            image = "mcr.microsoft.com/azureml/minimal-py311-inference:latest",
            condaFile = "dependencies: [python=3.11, pip: [pandas==2.2.3, scikit-learn==1.5.2, joblib==1.4.2]]",
        });
        await PutAsync("onlineEndpoints/pump-score", new { authMode = "Key" }, "westeurope");
        await PutAsync("onlineEndpoints/pump-score/deployments/blue", new
        {
            endpointComputeType = "Managed", model, environmentId = $"{Workspace}/environments/scoring/versions/1",
            codeConfiguration = new { codeId = $"{Workspace}/codes/scoring/versions/1", scoringScript = "score.py" },
            instanceType = "Standard_DS3_v2",
        }, "westeurope", isScaled: true, tags);
        await PutAsync("onlineEndpoints/pump-score", new { authMode = "Key", traffic = new { blue = 100 } }, "westeurope");
    }

    /// <summary>Asks the endpoint, with its key.</summary>
    public async Task<JsonNode> ScoreAsync(JsonNode body)
    {
        var keys = JsonNode.Parse(await served.SendAsync(_credential, HttpMethod.Post,
            $"{Workspace}/onlineEndpoints/pump-score/listKeys?api-version=2025-12-01"))!;
        var address = new Uri((string)(await GetAsync("onlineEndpoints/pump-score"))["scoringUri"]!);
        Assert.True(address.IsLoopback, address.AbsoluteUri);
        return JsonNode.Parse(await served.PostAsync(address, (string)keys["primaryKey"]!, body))!;
    }

    /// <summary>The <c>properties</c> of something in the workspace.</summary>
    public async Task<JsonNode> GetAsync(string path, bool isList = false)
    {
        if (!isList)
            return JsonNode.Parse((await Arm.GetGenericResource(new ResourceIdentifier($"{Workspace}/{path}"))
                .GetAsync()).Value
                .Data.Properties)!;
        var list = await served.GetAsync(_credential, $"{Workspace}/{path}?api-version=2025-12-01");
        return Assert.Single(list["value"]!.AsArray())!["properties"]!;
    }

    /// <summary>The names of what a list has, in order.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(string path) =>
        [.. (await served.GetAsync(_credential, $"{Workspace}/{path}?api-version=2025-12-01"))["value"]!.AsArray()
            .Select(each => (string)each!["name"]!).Order(StringComparer.Ordinal)];

    /// <summary>Writes something into the workspace.</summary>
    public Task PutAsync(string path, object properties) => PutAsync(path, properties, location: null);

    private Task PutAsync(string path, object properties, string? location, bool isScaled = false,
        params (string Name, string Value)[] tags)
    {
        var data = new GenericResourceData(location is null ? default : new AzureLocation(location))
        {
            Properties = BinaryData.FromObjectAsJson(properties),
        };
        foreach (var (name, value) in tags) data.Tags[name] = value;
        if (isScaled) data.Sku = new ResourcesSku { Name = "Default", Capacity = 1 };
        return Arm.GetGenericResources()
            .CreateOrUpdateAsync(WaitUntil.Completed, new ResourceIdentifier($"{Workspace}/{path}"),
            data);
    }
}
