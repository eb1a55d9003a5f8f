using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>
/// Stands in for Azure as the recording's did: accepts everything and has what the case says that the workspace has. It checks
/// nothing, so what is compared is what was meant to be sent.
/// </summary>
internal sealed class CaseAzure(RecordedCase recorded, Recording recording) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = request.Content is { } sent ? await sent.ReadAsByteArrayAsync(cancellationToken) : [];
        var answer = request.RequestUri!.Host.EndsWith(".blob.core.windows.net", StringComparison.Ordinal)
            ? new CaseStorage(recording).Answer(request, content)
            : Answer(request, content);
        answer.RequestMessage = request;
        return answer;
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, byte[] content)
    {
        var id = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath).TrimEnd('/');
        if (!id.StartsWith(RecordedCase.Workspace, StringComparison.OrdinalIgnoreCase)) return Missing();
        var path = id[RecordedCase.Workspace.Length..].TrimStart('/');
        var body = content.Length == 0 ? null : JsonNode.Parse(content) as JsonObject;
        if (request.Method == HttpMethod.Get)
            return Get(path, Uri.UnescapeDataString(request.RequestUri.Query)) is { } found ? Json(found) : Missing();
        if (path.EndsWith("/startPendingUpload", StringComparison.Ordinal)) return Json(PendingUpload(path));
        if (path.EndsWith("/listSecrets", StringComparison.Ordinal))
            return Json(new JsonObject { ["secretsType"] = "AccountKey", ["key"] = Convert.ToBase64String("key"u8) });
        recording.Add(new CaseRequest(request.Method.Method, path, (JsonObject?)body?.DeepClone() ?? []));
        return Json(Shown(path, body ?? []));
    }

    private JsonObject? Get(string path, string query) => path.Split('/') switch
    {
        [""] => Shown("", new JsonObject { ["location"] = "westeurope", ["properties"] = new JsonObject() }),
        ["computes", "no-such-cluster"] => null,
        ["computes", _] => Shown(path, new JsonObject { ["properties"] = new JsonObject { ["computeType"] = "AmlCompute" } }),
        ["datastores"] => List(Datastore()),
        ["datastores", "workspaceblobstore"] => Datastore(),
        ["codes", _, "versions"] when query.Contains("hash=", StringComparison.Ordinal) => List(KnownCode(query)),
        [var kind, var name, "versions"] =>
            List(Latest(kind, name) is { } version ? Version($"{kind}/{name}/versions/{version}") : null),
        [var kind, var name, "versions", var version] => Find(path) ?? (Has(kind, name, version) ? Version(path) : null),
        ["batchEndpoints" or "onlineEndpoints", _, "deployments"] => List(null),
        ["batchEndpoints" or "onlineEndpoints", _] when !recorded.IsAbout(path) =>
            Find(path) ?? Shown(path, new JsonObject { ["location"] = "westeurope", ["properties"] = new JsonObject() }),
        ["jobs", var name] => Find(path) ?? (recorded.Known["jobs"]?.AsArray().Any(job => (string?)job == name) == true
            ? Shown(path, new JsonObject { ["properties"] = new JsonObject { ["jobType"] = "Pipeline" } }) : null),
        ["components" or "data" or "models" or "environments" or "codes", _] =>
            Latest(path.Split('/')[0], path.Split('/')[1]) is { } latest
                ? Shown(path, new JsonObject { ["properties"] = new JsonObject { ["latestVersion"] = latest,
                    ["nextVersion"] = $"{int.Parse(latest) + 1}" } })
                : null,
        _ => Find(path),
    };

    private JsonObject? Find(string path) => recording.Find(path) is { } put ? Shown(path, put.Body) : null;

    private string? Latest(string kind, string name) => (string?)recorded.Known[kind]?[name];

    // What the files name with a version is there, unless a publish brings it: Microsoft's client does not look it up.
    private bool Has(string kind, string name, string version) =>
        Latest(kind, name) == version
        || recorded.Files.Contains($"azureml:{name}:{version}", StringComparison.Ordinal)
        || recorded.Files.Contains($"{kind}/{name}/versions/{version}", StringComparison.Ordinal);

    private JsonObject? KnownCode(string query) =>
        recorded.Known["codesByHash"] is JsonObject known
            && known.FirstOrDefault(code => query.Contains(code.Key, StringComparison.Ordinal)).Value is { } name
            ? Version($"codes/{name}/versions/1") : null;

    private static JsonObject Version(string path) =>
        Shown(path, new JsonObject { ["properties"] = new JsonObject { ["isArchived"] = false } });

    private static JsonObject Datastore() => Shown("datastores/workspaceblobstore", new JsonObject
    {
        ["properties"] = new JsonObject
        {
            ["datastoreType"] = "AzureBlob", ["isDefault"] = true, ["accountName"] = "stplant",
            ["containerName"] = "azureml-blobstore", ["endpoint"] = "core.windows.net", ["protocol"] = "https",
            ["credentials"] = new JsonObject { ["credentialsType"] = "None" },
        },
    });

    // The container's name is the code's own, as that of the recording is.
    private static JsonObject PendingUpload(string path)
    {
        var container = $"{RecordedCase.Blobs}/code-{path.Split('/')[1].ToLowerInvariant()}-{path.Split('/')[3]}";
        return new JsonObject
        {
            ["pendingUploadType"] = "TemporaryBlobReference",
            ["blobReferenceForConsumption"] = new JsonObject
            {
                ["blobUri"] = container,
                ["credential"] = new JsonObject { ["credentialType"] = "SAS", ["sasUri"] = container + "?sig=case" },
            },
        };
    }

    private static JsonObject Shown(string path, JsonObject body)
    {
        var shown = (JsonObject)body.DeepClone();
        // A client that writes no location writes it as null, and does not read that back.
        if (shown["location"] is null) shown.Remove("location");
        shown["id"] = $"{RecordedCase.Workspace}/{path}".TrimEnd('/');
        shown["name"] = path.Split('/')[^1];
        shown["type"] = "Microsoft.MachineLearningServices/workspaces";
        var properties = shown["properties"] as JsonObject ?? [];
        shown["properties"] = properties.Parent is null ? properties : properties.DeepClone();
        shown["properties"]!["provisioningState"] = "Succeeded";
        return shown;
    }

    private static JsonObject List(JsonObject? one) => new() { ["value"] = one is null ? [] : new JsonArray(one) };

    private static HttpResponseMessage Json(JsonObject body) =>
        new(HttpStatusCode.OK) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Missing() => new(HttpStatusCode.NotFound)
    {
        Content = new StringContent("""{"error":{"code":"UserError","message":"It is not there."}}""", Encoding.UTF8,
            "application/json"),
    };
}
