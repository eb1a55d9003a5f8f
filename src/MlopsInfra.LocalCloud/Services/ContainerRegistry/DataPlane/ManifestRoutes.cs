using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.DataPlane;

/// <summary>Manifests and blobs of images, as far as they were recorded here or pushed.</summary>
internal sealed class ManifestRoutes(ImageStore images, PushedContent pushed, IAccessControl access, ImageEvents events)
{
    /// <summary>Answers a request; false if it is none of these.</summary>
    public async Task<bool> TryHandleAsync(RegistryCall call)
    {
        if (call.Path.Trim('/').Split('/') is not ["v2", .. var name, "manifests" or "blobs", var reference]) return false;
        var (repository, isBlob) = (string.Join('/', name), call.Path.Trim('/').Split('/')[^2] == "blobs");
        switch (call.Rest.Method)
        {
            case "GET" or "HEAD":
                call.Require(access, RegistryCall.Pull);
                await (isBlob ? BlobAsync(call, repository, reference) : ManifestAsync(call, repository, reference));
                return true;
            case "DELETE" when !isBlob:
                call.Require(access, RegistryCall.Delete);
                Delete(call, repository, reference);
                await call.AnswerAsync(202, null);
                return true;
            default:
                return false;
        }
    }

    private Task ManifestAsync(RegistryCall call, string repository, string reference)
    {
        var content = images.Read(call.Registry.Key);
        if (!content.Manifests.Exists(each => each.Repository == repository)) throw RegistryError.NoRepository();
        var digest = content.Find(repository, reference) ?? throw RegistryError.NoManifest(reference);
        var headers = call.Rest.Http.Response.Headers;
        headers["Docker-Content-Digest"] = digest;
        headers.ETag = $"\"{digest}\"";
        if (images.FindImage(digest) is { } image)
            return call.AnswerAsync(ImageManifest.Of(image).Manifest, ImageManifest.MediaType);
        if (pushed.Open(call.Registry.Key, digest) is { } file)
            return AnswerAsync(call, file,
                content.Manifests.Find(each => each.Digest == digest)?.MediaType ?? ImageManifest.MediaType);
        // Its digest is known, and nothing else of it.
        if (HttpMethods.IsHead(call.Rest.Method)) return call.AnswerAsync(200, null);
        throw NotHere(digest);
    }

    private async Task BlobAsync(RegistryCall call, string repository, string digest)
    {
        foreach (var manifest in images.Read(call.Registry.Key).Manifests.Where(each => each.Repository == repository))
        {
            if (images.FindImage(manifest.Digest) is not { } image) continue;
            call.Rest.Http.Response.Headers["Docker-Content-Digest"] = digest;
            var parts = ImageManifest.Of(image);
            if (parts.ConfigurationDigest == digest)
            {
                await call.AnswerAsync(parts.Configuration, "application/octet-stream");
                return;
            }

            if (image.Layers.FirstOrDefault(layer => layer.Digest == digest) is not { } found) continue;
            var response = call.Rest.Http.Response;
            (response.ContentType, response.ContentLength) = ("application/octet-stream", found.Size);
            if (!HttpMethods.IsHead(call.Rest.Method))
                await new LayerTar(images.Contents).WriteAsync(found.Files, response.Body, call.Rest.Http.RequestAborted);
            return;
        }

        var file = pushed.Open(call.Registry.Key, digest)
            ?? throw new RegistryError(404, "BLOB_UNKNOWN", "blob unknown to registry");
        call.Rest.Http.Response.Headers["Docker-Content-Digest"] = digest;
        await AnswerAsync(call, file, "application/octet-stream");
    }

    private static async Task AnswerAsync(RegistryCall call, FileStream file, string type)
    {
        await using var content = file;
        (call.Rest.Http.Response.ContentType, call.Rest.Http.Response.ContentLength) = (type, content.Length);
        if (!HttpMethods.IsHead(call.Rest.Method))
            await content.CopyToAsync(call.Rest.Http.Response.Body, call.Rest.Http.RequestAborted);
    }

    // By a digest the image goes with all its tags; by a tag, as in Azure, it does, too.
    private void Delete(RegistryCall call, string repository, string reference)
    {
        var digest = "";
        images.Change(call.Registry.Key, content =>
        {
            digest = content.Find(repository, reference) ?? throw RegistryError.NoManifest(reference);
            var tags = content.Images.Where(each => each.Repository == repository && each.Digest == digest).ToList();
            if (tags.Exists(tag => !tag.Lock.MayDelete)
                || content.Manifests.Exists(each => each.Repository == repository && each.Digest == digest
                    && !each.Lock.MayDelete))
                throw RegistryError.Locked();
            content.Images.RemoveAll(tags.Contains);
            content.Manifests.RemoveAll(each => each.Repository == repository && each.Digest == digest);
        });
        call.Rest.Changed = true;
        events.Deleted(call.Registry, repository, digest);
    }

    private static RegistryError NotHere(string digest) => new(404, "MANIFEST_UNKNOWN",
        $"The image {digest} was imported from a registry outside of the local cloud: its content is not here.");
}
