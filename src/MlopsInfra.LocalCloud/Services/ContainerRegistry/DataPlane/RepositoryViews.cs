using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.DataPlane;

/// <summary>What a registry shows of repositories, tags and manifests.</summary>
internal static class RepositoryViews
{
    /// <summary>A list or a thing of a repository.</summary>
    public static JsonObject Head(RegistryCall call, string repository, string name, JsonNode content) => new()
    {
        ["registry"] = call.Registry.LoginServer,
        ["imageName"] = repository,
        [name] = content,
    };

    /// <summary>A repository.</summary>
    public static JsonObject Repository(RegistryCall call, string repository, RegistryContent content)
    {
        var manifests = content.Manifests.Where(each => each.Repository == repository).ToList();
        var tags = content.Images.Where(each => each.Repository == repository).ToList();
        return new JsonObject
        {
            ["registry"] = call.Registry.LoginServer,
            ["imageName"] = repository,
            ["createdTime"] = Time(manifests.Min(each => each.Created)),
            ["lastUpdateTime"] = Time(manifests.Max(each => each.Created)),
            ["manifestCount"] = manifests.Count,
            ["tagCount"] = tags.Count,
            ["changeableAttributes"] = Attributes(new ImageLock(true, true)),
        };
    }

    /// <summary>A tag.</summary>
    public static JsonObject Tag(ImageRecord tag) => new()
    {
        ["name"] = tag.Tag,
        ["digest"] = tag.Digest,
        ["createdTime"] = Time(tag.Created),
        ["lastUpdateTime"] = Time(tag.Updated),
        ["signed"] = false,
        ["changeableAttributes"] = Attributes(tag.Lock),
    };

    /// <summary>A manifest.</summary>
    public static JsonObject Manifest(ManifestRecord manifest, RegistryContent content, ImageStore images)
    {
        var image = images.FindImage(manifest.Digest);
        var tags = content.Images.Where(each => each.Repository == manifest.Repository && each.Digest == manifest.Digest);
        return new JsonObject
        {
            ["digest"] = manifest.Digest,
            ["imageSize"] = image?.Layers.Sum(layer => layer.Size) ?? 0,
            ["createdTime"] = Time(manifest.Created),
            ["lastUpdateTime"] = Time(manifest.Created),
            ["architecture"] = image?.Architecture ?? "amd64",
            ["os"] = image?.OperatingSystem ?? "linux",
            ["mediaType"] = manifest.MediaType ?? ImageManifest.MediaType,
            ["configMediaType"] = "application/vnd.docker.container.image.v1+json",
            ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag.Tag)]),
            ["changeableAttributes"] = Attributes(manifest.Lock),
        };
    }

    private static JsonObject Attributes(ImageLock allowed) => new()
    {
        ["deleteEnabled"] = allowed.MayDelete,
        ["writeEnabled"] = allowed.MayWrite,
        ["readEnabled"] = true,
        ["listEnabled"] = true,
    };

    private static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
