using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Storage.Blobs;
using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// Training on new data, as a user sees it, in the open environment and in the private one: it is up and served, a file is
/// uploaded, and the published pipeline has run on it. What Event Grid delivers a second time starts nothing.
/// </summary>
public sealed class DataArrivalTests
{
    private const string Blob = "pumps/2026-01-15/readings.csv";

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task A_file_in_the_training_data_is_trained_on_once_and_traced_both_ways(string stack)
    {
        await MachineLearningPython.RequireAsync();
        using var mlops = new Mlops();
        // Who uploads stands where data comes in: inside of the network, where there is one. The Logic App stands outside.
        mlops.Environment["MLOPS_FROM_NETWORK"] = "true";
        var outputs = (await mlops.LocalAsync("up", stack, "--json")).ExitsWith(0).Json().GetProperty("outputs");
        await using var served = await ServedCloud.StartAsync(mlops, stack);
        var (credential, workspace) = (served.Deployer(Text(outputs, "tenantId")), Text(outputs, "workspaceId"));
        Task<JsonNode> GetAsync(string path) => served.GetAsync(credential, $"{workspace}/{path}?api-version=2025-12-01");

        var container = new BlobServiceClient(served.Blobs(Text(outputs, "storageAccountName")), credential,
            new BlobClientOptions { Transport = served.Transport }).GetBlobContainerClient("training-data");
        await container.GetBlobClient("pumps/readme.txt").UploadAsync(BinaryData.FromString("no CSV file"));
        var readings = Path.Combine(Repository.Root, "pipelines", "training", "data", "pump_readings.csv");
        var written = (await container.GetBlobClient(Blob).UploadAsync(readings)).Value;
        var job = await EndedAsync(() => GetAsync("jobs"));

        var run = job["properties"]!;
        Assert.True((string?)run["status"] == "Completed", run.ToJsonString());
        Assert.Equal("azureml://datastores/training_data/paths/pumps/2026-01-15",
            (string?)Assert.Single(run["inputs"]!.AsObject()).Value!["uri"]);
        Assert.Contains("/components/train_pump_failures/versions/", (string?)run["componentId"], StringComparison.Ordinal);

        // The version of the data is named by what is in it, and says where it came from.
        var (eTag, data) = (written.ETag.ToString().Trim('"'), (string?)run["tags"]!["mlops.data"]);
        var version = await GetAsync($"data/training_data/versions/{data!.Split(':')[1]}");
        Assert.Equal(("arrival", Blob, eTag, written.VersionId, (string)job["name"]!),
            (Tag(version, "source"), Tag(version, "dataPath"), Tag(version, "dataVersion"), Tag(version, "versionId"),
                Tag(version, "job")));
        Assert.Equal(data, Tag(await GetAsync("models/pump-failures/versions/1"), "data"));

        var address = $"https://{Text(outputs, "storageAccountName")}.blob.core.windows.net/training-data";
        // From the blob to the model, and from the model to the blob.
        foreach (var name in (string[])[eTag, written.VersionId, Blob, $"{address}/{Blob}", data])
            Assert.Equal("pump-failures:1 ← pumps/2026-01-15/readings.csv", await TraceAsync("--data", name));
        Assert.Equal("pump-failures:1 ← pumps/2026-01-15/readings.csv", await TraceAsync("--model", "pump-failures:1"));

        await DeliverAgainAsync(served, credential, Text(outputs, "resourceGroupName"), (string)job["name"]!, workspace);
        Assert.Single((await GetAsync("jobs"))["value"]!.AsArray());

        async Task<string> TraceAsync(params string[] what)
        {
            string[] all = ["trace", stack, "--local", "--json", "--store", mlops.Store, .. what];
            var links = Assert.Single((await mlops.RunAsync(all)).ExitsWith(0).Json().GetProperty("chains").EnumerateArray())
                .GetProperty("links").EnumerateArray().ToList();
            string? Of(string kind) =>
                links.Single(link => link.GetProperty("kind").GetString() == kind).GetProperty("name").GetString();
            return $"{Of("model")} ← {Of("blob")}";
        }
    }

    // Event Grid delivers at least once: the same event, to the same address, which answers as it did the first time.
    private static async Task DeliverAgainAsync(ServedCloud served, TokenCredential credential, string group, string job,
        string workspace)
    {
        var workflow = $"/subscriptions/{workspace.Split('/')[2]}/resourceGroups/{group}/providers/Microsoft.Logic/workflows/"
            + $"logic-mlops-{group.Split('-')[^1]}-trigger";
        var callback = JsonNode.Parse(await served.SendAsync(credential, HttpMethod.Post,
            $"{workflow}/triggers/onEvent/listCallbackUrl?api-version=2019-05-01"))!;
        var once = new JsonArray(new JsonObject
        {
            ["id"] = job["arrival-".Length..], ["eventType"] = "Microsoft.Storage.BlobCreated",
            ["eventTime"] = "2026-01-15T00:00:00Z",
            ["subject"] = $"/blobServices/default/containers/training-data/blobs/{Blob}",
            ["data"] = new JsonObject { ["api"] = "PutBlob", ["eTag"] = "\"0x1\"" },
        });
        using var client = served.NewClient();
        using var content = new StringContent(once.ToJsonString(), null, "application/json");
        using var answer = await client.PostAsync(new Uri((string)callback["value"]!), content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var runs = await EndedAsync(() => served.GetAsync(credential, $"{workflow}/runs?api-version=2019-05-01"), count: 2);
        Assert.Equal("Succeeded", (string?)runs["properties"]!["status"]);
    }

    private static async Task<JsonNode> EndedAsync(Func<Task<JsonNode>> list, int count = 1)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (true)
        {
            var all = (await list())["value"]!.AsArray();
            Assert.True(all.Count <= count, all.ToJsonString());
            var states = all.Select(each => (string?)each!["properties"]!["status"]).ToList();
            if (states.Count == count && states.All(state => state is "Completed" or "Failed" or "Succeeded")) return all[0]!;
            await Task.Delay(200, patience.Token);
        }
    }

    private static string? Tag(JsonNode shown, string name) => (string?)shown["properties"]!["tags"]![$"mlops.{name}"];

    private static string Text(JsonElement outputs, string name) => outputs.GetProperty(name).GetString()!;
}
