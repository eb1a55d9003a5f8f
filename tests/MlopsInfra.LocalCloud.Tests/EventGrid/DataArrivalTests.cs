using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest.Faults;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.MachineLearning;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.EventGrid;

/// <summary>
/// A blob arrives, Event Grid tells a Logic App, that invokes the batch endpoint with its identity, and a job appears: with the
/// unmodified clients.
/// </summary>
public sealed class DataArrivalTests
{
    private const string IdentityName = "id-trigger";
    private const string Identity =
        $"{RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{IdentityName}";
    private const string Workflow = $"{RestCloud.Group}/providers/Microsoft.Logic/workflows/logic-trigger";
    private const string Topic = $"{RestCloud.Group}/providers/Microsoft.EventGrid/systemTopics/topic";

    private const string Definition = """
        {"$schema":"https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#","contentVersion":"1.0.0.0",
         "parameters":{"endpoint":{"type":"String"}},
         "triggers":{"onEvent":{"type":"Request","kind":"Http","inputs":{"schema":{}}}},
         "actions":{"isHandshake":{"type":"If","runAfter":{},
           "expression":{"and":[{"equals":["@triggerBody()?[0]?['eventType']","Microsoft.EventGrid.SubscriptionValidationEvent"]}]},
           "actions":{"answer":{"type":"Response","runAfter":{},"inputs":{"statusCode":200,"body":{"validationResponse":"@triggerBody()?[0]?['data']?['validationCode']"}}}},
           "else":{"actions":{
             "accepted":{"type":"Response","runAfter":{},"inputs":{"statusCode":200}},
             "invoke":{"type":"Http","runAfter":{"accepted":["Succeeded"]},"inputs":{"method":"POST","uri":"@parameters('endpoint')",
               "body":{"properties":{"InputData":{"data":{"JobInputType":"UriFile","Uri":"@triggerBody()[0]['data']['url']"}},"tags":{"dataVersion":"@triggerBody()[0]['data']['eTag']"}}},
               "authentication":{"type":"ManagedServiceIdentity","identity":"IDENTITY","audience":"https://ml.azure.com"}}}}}}}}
        """;

    [Fact]
    public async Task A_new_blob_starts_a_run_with_it_as_the_input()
    {
        await using var rest = await StartAsync();

        await UploadAsync(rest, "landing/day1.csv");
        await UploadAsync(rest, "landing/readme.md");
        var job = await Eventually.FindAsync(async () => (await JobsAsync(rest)).SingleOrDefault());

        Assert.Equal("https://stmlops.blob.core.windows.net/training/landing/day1.csv",
            (string?)job["properties"]!["inputs"]!["data"]!["uri"]);
        Assert.StartsWith("\"0x", (string?)job["properties"]!["tags"]!["dataVersion"], StringComparison.Ordinal);
        var run = await Eventually.FindAsync(async () =>
            (await RunsAsync(rest)).SingleOrDefault(each => (string?)each["properties"]!["status"] != "Running"));
        Assert.Equal("Succeeded", (string?)run["properties"]!["status"]);
        Assert.Single(await JobsAsync(rest));
    }

    [Fact]
    public async Task An_identity_without_the_role_is_refused_and_the_run_says_so()
    {
        await using var rest = await StartAsync(withRole: false);

        await UploadAsync(rest, "day1.csv");
        var run = await Eventually.FindAsync(async () =>
            (await RunsAsync(rest)).SingleOrDefault(each => (string?)each["properties"]!["status"] == "Failed"));

        Assert.Equal("Forbidden", (string?)run["properties"]!["error"]!["code"]);
        var actions =
            (await rest.SendAsync(HttpMethod.Get, $"{run["id"]}/actions?api-version=2019-05-01")).Body!["value"]!.AsArray();
        Assert.Equal("Failed", (string?)actions.Single(action => (string?)action!["name"] == "invoke")!["properties"]!["status"]);
        Assert.Empty(await JobsAsync(rest));
    }

    [Fact]
    public async Task A_busy_endpoint_is_called_again()
    {
        await using var rest = await StartAsync();
        rest.Server.Options.Faults.Add(Fault.Unavailable(request => request.Host.EndsWith(".inference.ml.azure.com",
            StringComparison.Ordinal), times: 2, TimeSpan.Zero));

        await UploadAsync(rest, "day1.csv");

        Assert.NotNull(await Eventually.FindAsync(async () => (await JobsAsync(rest)).SingleOrDefault()));
        var answers = await Eventually.FindAsync(() => Task.FromResult(Scoring(rest) is { Length: 3 } all ? all : null));
        Assert.Equal([503, 503, 201], answers);
    }

    [Fact]
    public async Task What_nobody_takes_becomes_a_dead_letter()
    {
        await using var rest = await StartAsync();
        await rest.SeedAsync(Workflow, WorkflowBody(state: "Disabled"));

        await UploadAsync(rest, "day1.csv");
        var name =
            await Eventually.FindAsync(async () => await Letters(rest).GetBlobsAsync().Select(blob => blob.Name)
                .FirstOrDefaultAsync());

        Assert.StartsWith("topic/onblob/", name, StringComparison.Ordinal);
        var letter = JsonNode.Parse((await Letters(rest).GetBlobClient(name).DownloadContentAsync()).Value.Content)![0]!;
        Assert.Equal(("MaxDeliveryAttemptsExceeded", 3, "NotFound"),
            ((string?)letter["deadLetterReason"], (int)letter["deliveryAttempts"]!, (string?)letter["lastDeliveryOutcome"]));
        Assert.EndsWith("/blobs/day1.csv", (string?)letter["subject"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_letter_that_can_not_be_written_is_told()
    {
        var told = new TaskCompletionSource<Exception>();
        await using (var rest = await StartAsync(failed: exception => told.TrySetResult(exception)))
        {
            await rest.SeedAsync(Workflow, WorkflowBody(state: "Disabled"));
            var right = rest.Cloud.Resources.List(ResourceId.Parse(RestCloud.Account), "Microsoft.Authorization/roleAssignments")
                .Single();
            await rest.Cloud.Resources.DeleteAsync(ResourceId.Parse((string)right["id"]!), new ArmRequestOptions(),
                CancellationToken.None);

            await UploadAsync(rest, "day1.csv");

            Assert.Contains("could not be written", (await told.Task.WaitAsync(TimeSpan.FromMinutes(1))).Message,
                StringComparison.Ordinal);
            rest.Server.Requests.Clear();
        }
    }

    [Fact]
    public async Task Whoever_has_not_the_signed_address_starts_nothing()
    {
        await using var rest = await StartAsync();
        var callback =
            await rest.SendAsync(HttpMethod.Post, $"{Workflow}/triggers/onEvent/listCallbackUrl?api-version=2019-05-01");
        var url = (string)callback.Body!["value"]!;

        var unsigned = await rest.SendAsync(HttpMethod.Post, url[..^3] + "abc", "[]", rest.Http(audience: null));
        var wrongMethod = await rest.SendAsync(HttpMethod.Get, url, null, rest.Http(audience: null));

        Assert.Equal((401, "AuthorizationFailed"), (unsigned.Status, (string?)unsigned.Body!["error"]!["code"]));
        Assert.Equal((404, "TriggerRequestMethodNotValid"), (wrongMethod.Status, (string?)wrongMethod.Body!["error"]!["code"]));
        Assert.Empty(await RunsAsync(rest));
    }

    private static async Task<RestCloud> StartAsync(bool withRole = true, Action<Exception>? failed = null)
    {
        var rest = await RestCloud.StartWithWorkspaceAsync(retrySpeed: 1_000_000, failed: failed);
        await PublishedPipeline.PublishAsync(rest);
        var identity = await rest.IdentityAsync(IdentityName);
        if (withRole) await rest.GrantAsync(RestCloud.Workspace, identity, Role.DataScientist);
        await rest.SeedAsync(Workflow, WorkflowBody());
        await rest.SeedAsync($"{RestCloud.Account}/blobServices/default/containers/letters", """{"properties":{}}""");
        await rest.SeedAsync(Topic,
            $$"""{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"source":"{{RestCloud.Account}}","topicType":"Microsoft.Storage.StorageAccounts"} }""");
        await rest.GrantAsync(RestCloud.Account, rest.PrincipalOf(Topic), Role.BlobContributor);
        var url = await rest.Cloud.Resources.PostAsync(ResourceId.Parse(Workflow), "listCallbackUrl", null,
            new ArmRequestOptions(), CancellationToken.None);
        await rest.SeedAsync($"{Topic}/eventSubscriptions/onblob", $$$"""
            {"properties":{"destination":{"endpointType":"WebHook","properties":{"endpointUrl":"{{{url!["value"]}}}"} },"retryPolicy":{"maxDeliveryAttempts":3},
             "filter":{"includedEventTypes":["Microsoft.Storage.BlobCreated"],"subjectBeginsWith":"/blobServices/default/containers/training/","subjectEndsWith":".csv",
              "advancedFilters":[{"operatorType":"StringIn","key":"data.api","values":["PutBlob","PutBlockList"]},{"operatorType":"NumberGreaterThan","key":"data.contentLength","value":0}]},
             "deadLetterWithResourceIdentity":{"identity":{"type":"SystemAssigned"},"deadLetterDestination":{"endpointType":"StorageBlob","properties":{"resourceId":"{{{RestCloud.Account}}}","blobContainerName":"letters"} } } } }
            """);
        return rest;
    }

    private static string WorkflowBody(string state = "Enabled") => $$$"""
        {"location":"westeurope","identity":{"type":"UserAssigned","userAssignedIdentities":{"{{{Identity}}}":{} } },
         "properties":{"state":"{{{state}}}","definition":{{{Definition.Replace("IDENTITY", Identity, StringComparison.Ordinal)}}},
          "parameters":{"endpoint":{"value":"https://ep-train.westeurope.inference.ml.azure.com/jobs"} } } }
        """;

    private static Task UploadAsync(RestCloud rest, string name) =>
        rest.Blobs().GetBlobContainerClient("training").GetBlobClient(name).UploadAsync(BinaryData.FromString("a,b\n1,2\n"));

    private static int[] Scoring(RestCloud rest) =>
        [.. rest.Server.Requests.Records
            .Where(record => record.Request.Host.EndsWith(".inference.ml.azure.com", StringComparison.Ordinal))
            .Select(record => record.Status)];

    private static BlobContainerClient Letters(RestCloud rest) => rest.Blobs().GetBlobContainerClient("letters");

    private static async Task<List<JsonObject>> JobsAsync(RestCloud rest) =>
        await ListAsync(rest, $"{RestCloud.Workspace}/jobs?api-version={RestCloud.Version}");

    private static async Task<List<JsonObject>> RunsAsync(RestCloud rest) =>
        await ListAsync(rest, $"{Workflow}/runs?api-version=2019-05-01");

    private static async Task<List<JsonObject>> ListAsync(RestCloud rest, string path) =>
        [.. (await rest.SendAsync(HttpMethod.Get, path)).Body!["value"]!.AsArray().Select(each => each!.AsObject())];
}
