using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.DataPlane;

/// <summary>
/// The lists of repositories, tags and manifests: Azure's (<c>/acr/v1</c>), with what may be done to each, and those of the
/// Docker Registry API.
/// </summary>
internal sealed class RepositoryRoutes(ImageStore images, IAccessControl access, ImageEvents events)
{
    /// <summary>Answers a request; false if it is none of these.</summary>
    public async Task<bool> TryHandleAsync(RegistryCall call)
    {
        var segments = call.Path.Trim('/').Split('/');
        if (segments is ["acr", "v1", "_catalog"] or ["v2", "_catalog"])
        {
            call.Require(access, RegistryCall.Pull);
            var names = Repositories(call);
            await AnswerPageAsync(call, names, name => name,
                page => new JsonObject { ["repositories"] = new JsonArray([.. page.Select(name => (JsonNode)name)]) });
            return true;
        }

        if (segments is ["v2", .. var name2, "tags", "list"])
        {
            call.Require(access, RegistryCall.Pull);
            var name = Require(call, string.Join('/', name2));
            await AnswerPageAsync(call, Tags(call, name), tag => tag.Tag, page => new JsonObject
            {
                ["name"] = name,
                ["tags"] = new JsonArray([.. page.Select(tag => (JsonNode)tag.Tag)]),
            });
            return true;
        }

        if (segments is not ["acr", "v1", _, ..]) return false;
        var at = Array.FindIndex(segments, segment => segment is "_tags" or "_manifests");
        var repository = string.Join('/', segments[2..(at < 0 ? segments.Length : at)]);
        await HandleAsync(call, repository, at < 0 ? null : segments[at],
            at >= 0 && at + 1 < segments.Length ? segments[at + 1] : null);
        return true;
    }

    private async Task HandleAsync(RegistryCall call, string repository, string? list, string? name)
    {
        switch (call.Rest.Method, list)
        {
            case ("GET", null):
                call.Require(access, RegistryCall.Pull);
                await call.AnswerAsync(200, RepositoryViews.Repository(call, Require(call, repository), Content(call)));
                break;
            case ("DELETE", null):
                await DeleteRepositoryAsync(call, repository);
                break;
            case ("GET", _):
                call.Require(access, RegistryCall.Pull);
                await AnswerListAsync(call, Require(call, repository), list!, name);
                break;
            case ("DELETE", "_tags") when name is not null:
                call.Require(access, RegistryCall.Delete);
                DeleteTag(call, repository, name);
                await call.AnswerAsync(202, null);
                break;
            case ("PATCH", _) when name is not null:
                call.Require(access, RegistryCall.Push);
                await LockAsync(call, repository, list!, name);
                break;
            default:
                throw new RegistryError(405, "UNSUPPORTED", $"{call.Rest.Method} is not allowed on '{call.Path}'.");
        }
    }

    private async Task AnswerListAsync(RegistryCall call, string repository, string list, string? name)
    {
        var content = Content(call);
        if (list == "_tags")
        {
            var tags =
                Tags(call, repository).Where(tag => call.Rest.Query("digest") is not { } digest || tag.Digest == digest).ToList();
            if (name is not null)
            {
                var one =
                    tags.Find(tag => tag.Tag == name) ?? throw new RegistryError(404, "TAG_UNKNOWN", $"tag {name} is not found");
                await call.AnswerAsync(200, RepositoryViews.Head(call, repository, "tag", RepositoryViews.Tag(one)));
                return;
            }

            await AnswerPageAsync(call, tags, tag => tag.Tag, page => RepositoryViews.Head(call, repository, "tags",
                new JsonArray([.. page.Select(tag => (JsonNode)RepositoryViews.Tag(tag))])));
            return;
        }

        var manifests = content.Manifests.Where(each => each.Repository == repository).ToList();
        if (name is not null)
        {
            var one = manifests.Find(each => each.Digest == name) ?? throw RegistryError.NoManifest(name);
            await call.AnswerAsync(200,
                RepositoryViews.Head(call, repository, "manifest", RepositoryViews.Manifest(one, content, images)));
            return;
        }

        await AnswerPageAsync(call, [.. manifests.OrderBy(each => each.Digest, StringComparer.Ordinal)], each => each.Digest,
            page => RepositoryViews.Head(call, repository, "manifests",
                new JsonArray([.. page.Select(each => (JsonNode)RepositoryViews.Manifest(each, content, images))])));
    }

    private async Task DeleteRepositoryAsync(RegistryCall call, string repository)
    {
        call.Require(access, RegistryCall.Delete);
        Require(call, repository);
        List<string> tags = [], digests = [];
        images.Change(call.Registry.Key, content =>
        {
            if (content.Images.Exists(each => each.Repository == repository && !each.Lock.MayDelete)
                || content.Manifests.Exists(each => each.Repository == repository && !each.Lock.MayDelete))
                throw RegistryError.Locked();
            tags = [.. content.Images.Where(each => each.Repository == repository).Select(each => each.Tag)];
            digests = [.. content.Manifests.Where(each => each.Repository == repository).Select(each => each.Digest)];
            content.Images.RemoveAll(each => each.Repository == repository);
            content.Manifests.RemoveAll(each => each.Repository == repository);
        });
        call.Rest.Changed = true;
        foreach (var digest in digests) events.Deleted(call.Registry, repository, digest);
        await call.AnswerAsync(202, new JsonObject
        {
            ["manifestsDeleted"] = new JsonArray([.. digests.Select(digest => (JsonNode)digest)]),
            ["tagsDeleted"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]),
        });
    }

    // The image stays, without a tag.
    private void DeleteTag(RegistryCall call, string repository, string tag)
    {
        images.Change(call.Registry.Key, content =>
        {
            var found = content.Images.Find(each => each.Repository == repository && each.Tag == tag)
                ?? throw new RegistryError(404, "TAG_UNKNOWN", $"tag {tag} is not found");
            if (!found.Lock.MayDelete) throw RegistryError.Locked();
            content.Images.Remove(found);
        });
        call.Rest.Changed = true;
    }

    private async Task LockAsync(RegistryCall call, string repository, string list, string name)
    {
        var wanted = await call.Rest.ReadObjectAsync();
        var (mayDelete, mayWrite) = (wanted.OptionalFlag("deleteEnabled"), wanted.OptionalFlag("writeEnabled"));
        ImageLock Changed(ImageLock now) =>
            new(mayDelete ?? now.MayDelete, mayWrite ?? now.MayWrite);
        images.Change(call.Registry.Key, content =>
        {
            if (list == "_tags")
            {
                var at = content.Images.FindIndex(each => each.Repository == repository && each.Tag == name);
                if (at < 0) throw new RegistryError(404, "TAG_UNKNOWN", $"tag {name} is not found");
                content.Images[at] = content.Images[at] with { Lock = Changed(content.Images[at].Lock) };
                return;
            }

            var manifest = content.Manifests.FindIndex(each => each.Repository == repository && each.Digest == name);
            if (manifest < 0) throw RegistryError.NoManifest(name);
            content.Manifests[manifest] = content.Manifests[manifest] with { Lock = Changed(content.Manifests[manifest].Lock) };
        });
        call.Rest.Changed = true;
        await AnswerListAsync(call, repository, list, name);
    }

    private RegistryContent Content(RegistryCall call) => images.Read(call.Registry.Key);

    private List<string> Repositories(RegistryCall call) =>
        [.. Content(call).Manifests.Select(each => each.Repository).Distinct().Order(StringComparer.Ordinal)];

    private List<ImageRecord> Tags(RegistryCall call, string repository) => [.. Content(call).Images
        .Where(each => each.Repository == repository).OrderBy(each => each.Tag, StringComparer.Ordinal)];

    private string Require(RegistryCall call, string repository) =>
        Content(call).Manifests.Exists(each => each.Repository == repository) ? repository : throw RegistryError.NoRepository();

    // Pages by the last name of the one before: "n" and "last", with a link in the header.
    private static Task AnswerPageAsync<T>(RegistryCall call, IReadOnlyList<T> all, Func<T, string> name,
        Func<IReadOnlyList<T>, JsonObject> show)
    {
        var size = int.TryParse(call.Rest.Query("n"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0
            ? asked : 100;
        var last = call.Rest.Query("last");
        var rest = all.Where(each => last is null || string.CompareOrdinal(name(each), last) > 0).ToList();
        var page = rest.Take(size).ToList();
        if (rest.Count > page.Count)
            call.Rest.Http.Response.Headers.Link =
                $"<{call.Path}?last={Uri.EscapeDataString(name(page[^1]))}&n={size}>; rel=\"next\"";
        return call.AnswerAsync(200, show(page));
    }
}
