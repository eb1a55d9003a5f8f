using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;

/// <summary>Finds the images that others are built from.</summary>
internal sealed class BaseImages(RegistryImages images)
{
    /// <summary>The image of a name; null where it is outside of this cloud.</summary>
    /// <param name="name">The name, as in <c>cr.azurecr.io/base:1</c> or <c>python:3.11</c>.</param>
    /// <param name="registry">The registry that builds.</param>
    /// <param name="servers">Other registries that it has credentials for.</param>
    /// <exception cref="DockerfileException">A registry of Azure does not give it.</exception>
    public RecordedImage? Find(string name, RegistryRef registry, IReadOnlyList<string> servers)
    {
        var server = RegistryImages.ServerOf(name);
        if (!server.EndsWith(AzureHosts.RegistrySuffix, StringComparison.OrdinalIgnoreCase)) return null;
        if (images.RegistryOf(name) is not { } found)
            throw new DockerfileException($"Get \"https://{server}/v2/\": dial tcp: lookup {server}: no such host");
        if (found.Key != registry.Key && !servers.Contains(server, StringComparer.OrdinalIgnoreCase))
            throw new DockerfileException($"Head \"https://{server}/v2/\": unauthorized: authentication required, visit "
                + "https://aka.ms/acr/authorization for more information. (The run has no credentials for this registry.)");
        return images.DigestOf(found, name) is { } digest ? images.Find(digest)
            : throw new DockerfileException($"manifest for {name} not found: manifest unknown: manifest tagged by "
                + $"\"{Reference(name).Reference}\" is not found");
    }

    /// <summary>Repository, and tag or digest, of an image's name without its server.</summary>
    public static (string Repository, string Reference) Reference(string name)
    {
        var at = name.IndexOf('@', StringComparison.Ordinal);
        if (at < 0) return ImageRecord.Split(name);
        return (ImageRecord.Split(name[..at]).Repository, name[(at + 1)..]);
    }
}
