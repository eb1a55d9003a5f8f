using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.ResourceManager;
using Azure.ResourceManager.Resources;
using Azure.ResourceManager.Resources.Models;
using Azure.Storage.Blobs;
using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// What no preview shows: dev is up, its published pipeline trains a model from a file of readings, the model is registered, and
/// an online endpoint answers with it. All of it by Microsoft's clients as they are, against <c>mlops local serve</c>.
/// </summary>
public sealed class ServedModelTests
{
    private const string Script = """
        import glob, json, os
        import joblib
        import pandas

        def init():
            global model
            folder = os.environ["AZUREML_MODEL_DIR"]
            model = joblib.load(glob.glob(os.path.join(folder, "**", "model.joblib"), recursive=True)[0])

        def run(body):
            rows = pandas.DataFrame(json.loads(body)["rows"])[list(model.feature_names_in_)]
            return {"failure": [round(float(value), 6) for value in model.predict_proba(rows)[:, 1]]}
        """;

    [Fact]
    public async Task The_sample_pipeline_trains_a_model_and_an_endpoint_answers_with_it()
    {
        await MachineLearningPython.RequireAsync();
        using var mlops = new Mlops();
        var outputs = (await mlops.LocalAsync("up", "dev", "--json")).ExitsWith(0).Json().GetProperty("outputs");
        await using var served = await ServedCloud.StartAsync(mlops, "dev");
        var client = new Clients(served, outputs);

        // Train.
        var readings = Path.Combine(Repository.Root, "pipelines", "training", "data", "pump_readings.csv");
        var folder = await client.UploadAsync("readings", ("pump_readings.csv", await File.ReadAllTextAsync(readings)));
        var job = await client.TrainAsync("train-1", folder);
        Assert.True((string?)job["status"] == "Completed", job.ToJsonString());

        // What the commands show of it.
        var steps =
            (await mlops.RunAsync("local", "jobs", "dev", "train-1", "--json", "--store", mlops.Store)).ExitsWith(0).Json()
            .GetProperty("steps").EnumerateArray().Select(step => $"{step.GetProperty("name")} {step.GetProperty("status")}");
        Assert.Equal(["prepare Completed", "train Completed", "evaluate Completed", "register Completed"], steps);
        var log = (await mlops.RunAsync("local", "logs", "dev", "train-1/train", "--store", mlops.Store)).ExitsWith(0).Output;
        Assert.Contains("trained on", log, StringComparison.Ordinal);

        // Registered by the pipeline itself.
        var model = await client.GetAsync("models/pump-failures/versions/1");
        Assert.Contains("azureml", (string?)model["modelUri"], StringComparison.Ordinal);

        // Served.
        await client.DeployAsync(Script, $"{client.Workspace}/models/pump-failures/versions/1");
        var answer = await client.ScoreAsync(Rows(readings, 3));
        Assert.Equal(3, answer["failure"]!.AsArray().Count);
        Assert.All(answer["failure"]!.AsArray(), value => Assert.InRange((double)value!, 0, 1));
    }

    [Fact]
    public async Task The_JavaScript_clients_train_it_as_well()
    {
        await MachineLearningPython.RequireAsync();
        var program = Path.Combine(Repository.Root, "tests", "Programs", "AzureClients");
        Assert.SkipUnless(Directory.Exists(Path.Combine(program, "node_modules", "@azure", "arm-machinelearning")),
            "Microsoft's JavaScript clients are not installed: npm ci --ignore-scripts --prefix tests/Programs/AzureClients");
        using var mlops = new Mlops();
        var outputs = (await mlops.LocalAsync("up", "dev", "--json")).ExitsWith(0).Json().GetProperty("outputs");
        await using var served = await ServedCloud.StartAsync(mlops, "dev");

        var job = await NodeScript.RunAsync(Path.Combine(program, "train.js"), new Dictionary<string, string>
        {
            ["NODE_EXTRA_CA_CERTS"] = served.CertificateFile,
            ["MLOPS_ADDRESS"] = served.Address.AbsoluteUri.TrimEnd('/'),
            ["MLOPS_READINGS"] = Path.Combine(Repository.Root, "pipelines", "training", "data", "pump_readings.csv"),
            ["MLOPS_TENANT"] = Text("tenantId"),
            ["MLOPS_SUBSCRIPTION"] = Text("subscriptionId"),
            ["MLOPS_GROUP"] = Text("resourceGroupName"),
            ["MLOPS_WORKSPACE"] = Text("workspaceName"),
            ["MLOPS_ACCOUNT"] = Text("storageAccountName"),
        });

        Assert.True((string?)job["status"] == "Completed", job.ToJsonString());
        Assert.Contains(job["logs"]!.AsArray(), log => ((string)log!).Contains("trained on", StringComparison.Ordinal));

        string Text(string name) => outputs.GetProperty(name).GetString()!;
    }

    // The first lines of the file, with their columns.
    private static JsonObject Rows(string file, int count)
    {
        var lines = File.ReadLines(file).Take(count + 1).Select(line => line.Split(',')).ToList();
        return new JsonObject
        {
            ["rows"] = new JsonArray([.. lines.Skip(1).Select(line => (JsonNode)new JsonObject(lines[0].Zip(line, (name, value) =>
                KeyValuePair.Create<string, JsonNode?>(name,
                    double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number)
                        ? number : null))))]),
        };
    }

    /// <summary>Azure Resource Manager and the blobs, by Microsoft's clients.</summary>
    private sealed class Clients(ServedCloud served, JsonElement outputs)
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
            var blobs = new BlobServiceClient(served.Blobs(outputs.GetProperty("storageAccountName").GetString()!), _credential,
                new BlobClientOptions { Transport = served.Transport });
            var store = await GetAsync("datastores/workspaceblobstore");
            var container = blobs.GetBlobContainerClient((string)store["containerName"]!);
            foreach (var (name, text) in files)
                await container.GetBlobClient($"{folder}/{name}").UploadAsync(BinaryData.FromString(text));
            return $"azureml://datastores/workspaceblobstore/paths/{folder}/";
        }

        /// <summary>Runs the published pipeline and waits for its end.</summary>
        public async Task<JsonNode> TrainAsync(string name, string data)
        {
            var deployment = (await GetAsync("batchEndpoints/" + outputs.GetProperty("batchEndpointName").GetString()
                + "/deployments", isList: true))["deploymentConfiguration"]!;
            await PutAsync($"jobs/{name}", new
            {
                jobType = "Pipeline", experimentName = "training", componentId = (string?)deployment["componentId"]!["assetId"],
                settings = deployment["settings"],
                inputs = new { training_data = new { jobInputType = "uri_folder", uri = data } },
                outputs = new { model = new { jobOutputType = "uri_folder" } },
            });
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
            while (true)
            {
                var job = await GetAsync($"jobs/{name}");
                if ((string?)job["status"] is "Completed" or "Failed" or "Canceled") return job;
                await Task.Delay(200, patience.Token);
            }
        }

        /// <summary>Makes an endpoint with one deployment of a model, which gets all traffic.</summary>
        public async Task DeployAsync(string script, string model)
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
            }, "westeurope", isScaled: true);
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

        private Task PutAsync(string path, object properties, string? location = null, bool isScaled = false)
        {
            var data = new GenericResourceData(location is null ? default : new AzureLocation(location))
            {
                Properties = BinaryData.FromObjectAsJson(properties),
            };
            if (isScaled) data.Sku = new ResourcesSku { Name = "Default", Capacity = 1 };
            return Arm.GetGenericResources()
                .CreateOrUpdateAsync(WaitUntil.Completed, new ResourceIdentifier($"{Workspace}/{path}"),
                data);
        }
    }
}
