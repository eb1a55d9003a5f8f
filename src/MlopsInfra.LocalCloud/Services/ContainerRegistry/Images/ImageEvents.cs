using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>Events of registries ("Azure Container Registry as an Event Grid source").</summary>
internal sealed class ImageEvents(CloudEvents events, TimeProvider time)
{
    /// <summary>An image came into a repository.</summary>
    public void Pushed(RegistryRef registry, string repository, string? tag, string digest) =>
        Raise(registry, "ImagePushed", "push", repository, tag, digest);

    /// <summary>An image was deleted.</summary>
    public void Deleted(RegistryRef registry, string repository, string digest) =>
        Raise(registry, "ImageDeleted", "delete", repository, null, digest);

    private void Raise(RegistryRef registry, string type, string action, string repository, string? tag, string digest)
    {
        var target = new JsonObject
        {
            ["mediaType"] = ImageManifest.MediaType,
            ["digest"] = digest,
            ["repository"] = repository,
        };
        if (tag is not null) target["tag"] = tag;
        events.Raise(registry.Id, $"Microsoft.ContainerRegistry.{type}", tag is null ? repository : $"{repository}:{tag}",
            new JsonObject
            {
                ["id"] = Guid.NewGuid().ToString(),
                ["timestamp"] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
                ["action"] = action,
                ["target"] = target,
                ["request"] = new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["host"] = registry.LoginServer },
            });
    }
}
