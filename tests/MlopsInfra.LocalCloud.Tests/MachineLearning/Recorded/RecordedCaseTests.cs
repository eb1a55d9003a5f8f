using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Recorded;

/// <summary>
/// The local cloud takes what Microsoft's client sends, in the API version that the client uses, and refuses only what the
/// client does not look at and the service does.
/// </summary>
public sealed class RecordedCaseTests
{
    private const string Ws = RestCloud.Workspace;

    // What is wrong in files that the client sends all the same.
    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["065-unchecked-binding-unknown"] = "has no 'nope' among its inputs",
        ["069-unchecked-cycle"] = "depend on one another in a circle",
        ["070-unchecked-cycle-inline"] = "depend on one another in a circle",
        ["101-unchecked-schedule-cron"] = "The cron expression 'every day' is invalid",
        // Deployments that a new endpoint can't have yet.
        ["103-batch-endpoint"] = "defaults.deploymentName refers to 'blue'",
        ["110-online-endpoint-managed"] = "traffic refers to 'blue'",
    };

    public static TheoryData<string> Sent => [.. RecordedCase.Sent];

    [Theory]
    [MemberData(nameof(Sent))]
    public async Task What_the_client_sends_is_taken(string name)
    {
        var played = RecordedCase.Read(name);
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await new RecordedWorkspace(rest, played).SeedAsync();

        var refusal = await PlayAsync(rest, played);

        if (!Refused.TryGetValue(name, out var expected)) Assert.True(refusal is null, refusal);
        else Assert.Contains(expected, refusal, StringComparison.Ordinal);
    }

    // Ids that the service gives other names than those asked for go into what follows.
    private static async Task<string?> PlayAsync(RestCloud rest, RecordedCase played)
    {
        var given = new List<(string Asked, string Given)>();
        await UploadAsync(rest, played);
        foreach (var request in played.Requests)
        {
            var path = (string)request["path"]!;
            var body = request["body"]!.ToJsonString();
            if (path.Contains("/codes/", StringComparison.Ordinal)) given.Add(await UploadCodeAsync(rest, played, path));
            foreach (var (asked, answered) in given) body = body.Replace(asked, answered, StringComparison.Ordinal);
            var answer = await rest.SendAsync(new HttpMethod((string)request["method"]!),
                $"{path}?api-version={request["apiVersion"]}", body);
            if (answer.Status is not 200 and not 201) return $"{path}: {answer.Status} {answer.Body?["error"]?["message"]}";
            if ((string?)answer.Body!["id"] is { } id) given.Add((path, id));
            if (answer.Response.Headers.TryGetValues("Azure-AsyncOperation", out var operations)
                && await OutcomeAsync(rest, operations.Single()) is { } failure) return $"{path}: {failure}";
        }

        return null;
    }

    private static async Task<string?> OutcomeAsync(RestCloud rest, string operation)
    {
        while (true)
        {
            var status = (await rest.SendAsync(HttpMethod.Get, operation)).Body!;
            if ((string?)status["status"] is "Succeeded") return null;
            if ((string?)status["status"] is "Failed" or "Canceled") return status.ToJsonString();
        }
    }

    // Code goes to the container that the service hands out, with its signature.
    private static async Task<(string, string)> UploadCodeAsync(RestCloud rest, RecordedCase played, string path)
    {
        var answer = await rest.SendAsync(HttpMethod.Post, $"{path}/startPendingUpload?api-version=2023-04-01",
            """{"pendingUploadType":"TemporaryBlobReference"}""");
        var reference = answer.Body!["blobReferenceForConsumption"]!;
        var container = new BlobContainerClient(new Uri((string)reference["credential"]!["sasUri"]!), rest.BlobOptions());
        var name = path.Split('/')[^3];
        foreach (var (file, blob) in played.UploadsTo($"code-{name}")) await UploadAsync(container, file, blob);
        return ($"{{codeBlob}}-{name}", (string)reference["blobUri"]!);
    }

    // Data, models and build contexts go to the workspace's datastore, with the caller's own token where it has no secret.
    private static async Task UploadAsync(RestCloud rest, RecordedCase played)
    {
        var uploads = played.UploadsTo("azureml-blobstore").ToList();
        if (uploads.Count == 0) return;
        var store = await rest.SendAsync(HttpMethod.Get,
            $"{Ws}/datastores/workspaceblobstore?api-version=2024-10-01-preview");
        var container = rest.Blobs().GetBlobContainerClient((string)store.Body!["properties"]!["containerName"]!);
        var secrets = await rest.SendAsync(HttpMethod.Post,
            $"{Ws}/datastores/workspaceblobstore/listSecrets?api-version=2024-10-01-preview",
            """{"expirableSecret":true,"expireAfterHours":1}""");
        if ((string?)secrets.Body!["sasToken"] is { } token)
            container = new BlobContainerClient(new UriBuilder(container.Uri) { Query = token }.Uri, rest.BlobOptions());
        foreach (var (file, blob) in uploads) await UploadAsync(container, file, blob);
    }

    private static async Task UploadAsync(BlobContainerClient container, string file, string blob)
    {
        await container.GetBlockBlobClient(blob).UploadAsync(new MemoryStream(await File.ReadAllBytesAsync(file)));
        Assert.True(await container.GetBlobClient(blob).ExistsAsync());
    }
}
