using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.ResourceManager;
using Azure.Storage.Blobs;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// Training on new data, as a user sees it: dev is up and served, a file is uploaded, and a run of the published pipeline
/// appears.
/// </summary>
public sealed class DataArrivalTests
{
    [Fact]
    public async Task A_file_in_the_training_data_starts_a_run_of_the_published_pipeline()
    {
        using var mlops = new Mlops();
        var outputs = (await mlops.LocalAsync("up", "dev", "--json")).ExitsWith(0).Json().GetProperty("outputs");
        await using var served = await ServedCloud.StartAsync(mlops, "dev");
        var credential = served.Deployer(Text(outputs, "tenantId"));

        var blobs = new BlobServiceClient(served.Blobs(Text(outputs, "storageAccountName")), credential,
            new BlobClientOptions { Transport = served.Transport });
        var container = blobs.GetBlobContainerClient("training-data");
        await container.GetBlobClient("pumps/readme.txt").UploadAsync(BinaryData.FromString("no CSV file"));
        await container.GetBlobClient("pumps/2026-01-15/readings.csv")
            .UploadAsync(BinaryData.FromString("pump,temperature\n1,20.5\n"));
        var job = await FirstJobAsync(served, credential, Text(outputs, "workspaceId"));

        var arm = new ArmClient(credential, Text(outputs, "subscriptionId"), new ArmClientOptions
        {
            Environment = new ArmEnvironment(served.Address, "https://management.azure.com"),
            Transport = served.Transport,
        });
        var run = JsonNode.Parse((await arm.GetGenericResource(new ResourceIdentifier(job)).GetAsync()).Value.Data.Properties)!;
        Assert.Equal("Pipeline", (string?)run["jobType"]);
        Assert.Equal("azureml://datastores/training_data/paths/pumps/2026-01-15",
            (string?)Assert.Single(run["inputs"]!.AsObject()).Value!["uri"]);
        Assert.Contains("/components/train_pump_failures/versions/", (string?)run["componentId"], StringComparison.Ordinal);
    }

    private static async Task<string> FirstJobAsync(ServedCloud served, TokenCredential credential, string workspace)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!patience.IsCancellationRequested)
        {
            var jobs = (await served.GetAsync(credential, $"{workspace}/jobs?api-version=2025-12-01"))["value"]!.AsArray();
            if (jobs.Count > 0) return (string)Assert.Single(jobs)!["id"]!;
            await Task.Delay(50);
        }

        throw new TimeoutException("No job appeared.");
    }

    private static string Text(JsonElement outputs, string name) => outputs.GetProperty(name).GetString()!;
}
