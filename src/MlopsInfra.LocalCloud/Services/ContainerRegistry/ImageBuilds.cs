using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>
/// Builds of images. Nothing is built: a run succeeds if the context was uploaded and holds the Dockerfile, and then the image's
/// names are recorded with a digest made from the context. What the Dockerfile says is not looked at.
/// </summary>
internal sealed class ImageBuilds(
    ImageStore images, BlobStore blobs, SharedAccessSignatures signatures, NetworkAccess network, LocalCloudServerOptions options,
    TimeProvider time)
{
    private readonly ConcurrentDictionary<string, int> _pollsLeft = new(StringComparer.Ordinal);

    /// <summary>Where to put a context.</summary>
    public JsonObject UploadUrl(RestRequest request, RegistryRef registry)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"source/{time.GetUtcNow():yyyyMMdd}/{Guid.NewGuid():N}.tar.gz");
        return new JsonObject { ["relativePath"] = path, ["uploadUrl"] = Link(request, registry, path, "rcw") };
    }

    public async Task<JsonObject> ScheduleAsync(RestRequest request, RegistryRef registry)
    {
        var body = await request.ReadObjectAsync();
        if ((string?)body["type"] != "DockerBuildRequest")
            throw Invalid($"The type '{body["type"]}' is not DockerBuildRequest. The local cloud runs no other requests.",
                "type");
        if (body["platform"]?["os"] is null) throw Invalid("The platform's os is required.", "platform.os");
        var dockerfile = (string?)body["dockerFilePath"] ?? throw Invalid("The dockerFilePath is required.", "dockerFilePath");
        var source = (string?)body["sourceLocation"] ?? throw Invalid("The sourceLocation is required.", "sourceLocation");
        if (body["timeout"] is JsonValue timeout && (!timeout.TryGetValue(out int seconds) || seconds is < 300 or > 28800))
            throw Invalid("The timeout is 300 to 28800 seconds.", "timeout");
        var names = (body["imageNames"] as JsonArray ?? []).Select(name => name!.ToString()).ToList();
        var (context, error) = await CheckContextAsync(registry, source, dockerfile, request.Http.RequestAborted);
        error ??= NetworkError(registry);
        if (request.OperationFault is { } fault) error = fault.Message;
        var pushed = error is null && body["isPushEnabled"]?.GetValue<bool>() != false
            ? names.Select(name => Image(name, context!.Hash)).ToList() : [];
        var run = new ImageRun(NewRunId(), error is null ? "Succeeded" : "Failed", time.GetUtcNow(), pushed,
            Log(source, dockerfile, names, error));
        images.Change(registry.Key, content =>
        {
            content.Runs.Add(run);
            foreach (var image in pushed)
            {
                content.Images.RemoveAll(each => each.Repository == image.Repository && each.Tag == image.Tag);
                content.Images.Add(image);
            }
        });
        _pollsLeft[run.Id] = options.InProgressPolls;
        request.Changed = true;
        return Show(registry, run, "Queued");
    }

    public JsonObject Show(RegistryRef registry, string id)
    {
        var run = Require(registry, id);
        var left = _pollsLeft.AddOrUpdate(id, 0, (_, polls) => polls - 1);
        return Show(registry, run, left >= 0 && options.InProgressPolls > 0 && left > 0 ? "Running" : run.Status);
    }

    public IReadOnlyList<JsonObject> All(RegistryRef registry) =>
        [.. images.Read(registry.Key).Runs.Select(run => Show(registry, run, run.Status))];

    /// <summary>Where the log of a run can be read; it is written there when it is asked for.</summary>
    public async Task<JsonObject> LogLinkAsync(RestRequest request, RegistryRef registry, string id)
    {
        var run = Require(registry, id);
        var path = $"logs/{id}/rawtext.log";
        var bytes = Encoding.UTF8.GetBytes(run.Log);
        var content = await blobs.Contents.WriteAsync([() => new MemoryStream(bytes)], request.Http.RequestAborted);
        blobs.Open(BlobAccounts.TasksAccount, registry.Key, DateTimeOffset.UnixEpoch)
            .Write(path, null, existing => existing ?? new BlobRecord
        {
            Name = path,
            Hash = content.Hash,
            Md5 = content.Md5,
            Length = content.Length,
            ETag = $"\"0x{content.Hash[..15].ToUpperInvariant()}\"",
            Created = run.Created,
            Modified = run.Created,
            BlobType = "AppendBlob",
            ContentType = "text/plain; charset=utf-8",
            Metadata =
                new(StringComparer.OrdinalIgnoreCase) { ["Complete"] = run.Status == "Succeeded" ? "Successful" : "Failed" },
        });
        return new JsonObject { ["logLink"] = Link(request, registry, path, "r") };
    }

    // The build's machine stands outside of every network, and a quick run has no identity that trusted services could be told
    // by: so it has no way into a registry that is closed (Azure/acr 603, 662).
    private string? NetworkError(RegistryRef registry) =>
        network.RefusalOf(registry.Id, new CallerPlace.Internet(RegistryAddresses.Tasks)) is not { } refusal
        ? null
        : "failed to login, ran out of retries: failed to set docker credentials: Error response from daemon: Get "
            + $"\"https://{registry.LoginServer}/v2/\": "
            + $"denied: client with IP '{RegistryAddresses.Tasks}' is not allowed access. Refer https://aka.ms/acr/firewall to "
            + $"grant access ({refusal.Reason})";

    private async Task<(BlobRecord? Context, string? Error)> CheckContextAsync(RegistryRef registry, string source,
        string dockerfile, CancellationToken cancellationToken)
    {
        if (source.Contains("://", StringComparison.Ordinal))
            return (null, $"the source '{source}' is outside of the local cloud, which reaches nothing outside");
        var blob = blobs.Open(BlobAccounts.TasksAccount, registry.Key, DateTimeOffset.UnixEpoch).Find(source);
        if (blob is null) return (null, $"failed to download context: there is no '{source}'; it was never uploaded");
        await using var content = blobs.Contents.Open(blob.Hash);
        return (blob, await BuildContext.ErrorAsync(content, dockerfile, cancellationToken));
    }

    private ImageRun Require(RegistryRef registry, string id) =>
        images.Read(registry.Key).Runs.FirstOrDefault(run => run.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArmException(404, "RunNotFound", $"The run '{id}' of registry '{registry.Id.Name}' was not found.");

    private static JsonObject Show(RegistryRef registry, ImageRun run, string status)
    {
        var isDone = status is "Succeeded" or "Failed";
        return new JsonObject
        {
            ["id"] = $"{registry.Id}/runs/{run.Id}",
            ["name"] = run.Id,
            ["type"] = RegistryRoutes.Runs,
            ["properties"] = new JsonObject
            {
                ["runId"] = run.Id,
                ["status"] = status,
                ["runType"] = "QuickBuild",
                ["createTime"] = run.Created.ToString("O"),
                ["finishTime"] = isDone ? run.Created.ToString("O") : null,
                ["outputImages"] = new JsonArray([.. (isDone ? run.Images : []).Select(image => (JsonNode)new JsonObject
                {
                    ["registry"] = registry.LoginServer,
                    ["repository"] = image.Repository,
                    ["tag"] = image.Tag,
                    ["digest"] = image.Digest,
                })]),
                ["runErrorMessage"] = status == "Failed" ? run.Log.Split('\n')[^1] : null,
                ["provisioningState"] = "Succeeded",
                ["isArchiveEnabled"] = false,
            },
        };
    }

    private string Link(RestRequest request, RegistryRef registry, string path, string permissions) =>
        AzureHosts.ContainerUri(request.Http.Request, BlobAccounts.TasksAccount, registry.Key, withPort: false)
        + $"/{path}{signatures.Sign(BlobAccounts.TasksAccount, registry.Key, permissions)}";

    private static ImageRecord Image(string name, string context)
    {
        var (repository, tag) = ImageRecord.Split(name);
        return new ImageRecord(repository, tag,
            "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{context}\n{repository}"))));
    }

    private static string Log(string source, string dockerfile, List<string> names, string? error) => string.Join('\n',
    [
        $"Local cloud: context '{source}', Dockerfile '{dockerfile}'.",
        "Nothing is built here: the names of the image are recorded if the context holds the Dockerfile.",
        error is null ? $"Recorded {string.Join(", ", names)}." : $"error: {error}",
    ]);

    private static string NewRunId() => "r" + Guid.NewGuid().ToString("N")[..8];

    private static ArmException Invalid(string message, string target) => new(400, "InvalidRequestContent", message, target);
}
