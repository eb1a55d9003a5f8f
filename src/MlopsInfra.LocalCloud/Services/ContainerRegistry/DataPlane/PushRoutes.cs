using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.DataPlane;

/// <summary>
/// What clients push: blobs, in one piece or in several, and manifests. It is kept and given back; containers here run images
/// that were built here.
/// </summary>
internal sealed class PushRoutes(
    ImageStore images, PushedContent pushed, IAccessControl access, ImageEvents events, TimeProvider time)
{
    private const int LongestManifest = 4 * 1024 * 1024;

    /// <summary>Answers a request; false if it is none of these.</summary>
    public async Task<bool> TryHandleAsync(RegistryCall call)
    {
        switch (call.Rest.Method, call.Path.Trim('/').Split('/'))
        {
            case ("POST", ["v2", .. var name, "blobs", "uploads"]):
                call.Require(access, RegistryCall.Push);
                await BeginAsync(call, string.Join('/', name));
                return true;
            case ("PATCH", ["v2", .. var name, "blobs", "uploads", var upload]):
                call.Require(access, RegistryCall.Push);
                await AnswerUploadAsync(call, string.Join('/', name), upload, await AppendAsync(call, upload));
                return true;
            case ("PUT", ["v2", .. var name, "blobs", "uploads", var upload]):
                call.Require(access, RegistryCall.Push);
                await AppendAsync(call, upload);
                await EndAsync(call, string.Join('/', name), upload);
                return true;
            case ("PUT", ["v2", .. var name, "manifests", var reference]):
                call.Require(access, RegistryCall.Push);
                await ManifestAsync(call, string.Join('/', name), reference);
                return true;
            default:
                return false;
        }
    }

    private async Task BeginAsync(RegistryCall call, string repository)
    {
        var upload = pushed.Begin(call.Registry.Key);
        call.Rest.Changed = true;
        var length = await AppendAsync(call, upload);
        if (call.Rest.Query("digest") is { Length: > 0 }) await EndAsync(call, repository, upload);
        else await AnswerUploadAsync(call, repository, upload, length);
    }

    private async Task<long> AppendAsync(RegistryCall call, string upload) =>
        await pushed.AppendAsync(call.Registry.Key, upload, call.Rest.AnyBody, call.Rest.Http.RequestAborted)
            ?? throw new RegistryError(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");

    private static Task AnswerUploadAsync(RegistryCall call, string repository, string upload, long length)
    {
        var headers = call.Rest.Http.Response.Headers;
        headers.Location = HeaderText.OfUrl($"/v2/{repository}/blobs/uploads/{upload}");
        headers["Docker-Upload-UUID"] = upload;
        headers["Range"] = $"0-{Math.Max(0, length - 1)}";
        return call.AnswerAsync(202, null);
    }

    private async Task EndAsync(RegistryCall call, string repository, string upload)
    {
        var digest = call.Rest.Query("digest") ?? "";
        if (!ImageStore.IsDigest(digest)
            || !await pushed.EndAsync(call.Registry.Key, upload, digest, call.Rest.Http.RequestAborted))
            throw new RegistryError(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
        call.Rest.Http.Response.Headers.Location = HeaderText.OfUrl($"/v2/{repository}/blobs/{digest}");
        call.Rest.Http.Response.Headers["Docker-Content-Digest"] = digest;
        await call.AnswerAsync(201, null);
    }

    private async Task ManifestAsync(RegistryCall call, string repository, string reference)
    {
        using var buffer = new MemoryStream();
        call.Rest.BodyLimit = LongestManifest;
        await call.Rest.Http.Request.Body.CopyToAsync(buffer, call.Rest.Http.RequestAborted);
        var bytes = buffer.ToArray();
        var digest = ImageManifest.DigestOf(bytes);
        if (ImageStore.IsDigest(reference) && reference != digest)
            throw new RegistryError(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
        RequireContent(call, bytes);
        var tag = ImageStore.IsDigest(reference) ? null : reference;
        images.Change(call.Registry.Key, content =>
        {
            if (content.Images.Exists(each => each.Repository == repository && each.Tag == tag && !each.Lock.MayWrite))
                throw RegistryError.Locked();
            content.Push(repository, tag, digest, time.GetUtcNow(), call.Rest.Header("Content-Type"));
        });
        pushed.Keep(call.Registry.Key, digest, bytes);
        call.Rest.Changed = true;
        events.Pushed(call.Registry, repository, tag, digest);
        call.Rest.Http.Response.Headers.Location = HeaderText.OfUrl($"/v2/{repository}/manifests/{digest}");
        call.Rest.Http.Response.Headers["Docker-Content-Digest"] = digest;
        await call.AnswerAsync(201, null);
    }

    // A list of manifests names manifests, not blobs.
    private void RequireContent(RegistryCall call, byte[] bytes)
    {
        JsonObject manifest;
        try
        {
            manifest = StrictJson.Parse(bytes) as JsonObject ?? throw Invalid("it is no JSON object");
        }
        catch (System.Text.Json.JsonException)
        {
            throw Invalid("it is no JSON");
        }

        var named = manifest.Texts("layers[].digest").Select(found => found.Value);
        if (manifest.Text("config.digest") is { } config) named = named.Append(config);
        foreach (var digest in named)
        {
            using var blob = pushed.Open(call.Registry.Key, digest);
            if (blob is null) throw new RegistryError(404, "MANIFEST_BLOB_UNKNOWN", $"blob {digest} is unknown to registry");
        }
    }

    private static RegistryError Invalid(string why) => new(400, "MANIFEST_INVALID", $"manifest invalid: {why}");
}
