using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>Finds images by the names that others pull them by.</summary>
internal sealed class RegistryImages(ImageStore images, IResourceManager resources)
{
    /// <summary>The registry that an image's name begins with; null where it is none of this cloud.</summary>
    /// <param name="name">The name, as in <c>cr.azurecr.io/scoring:7</c>.</param>
    public RegistryRef? RegistryOf(string name)
    {
        var server = ServerOf(name);
        return server.EndsWith(AzureHosts.RegistrySuffix, StringComparison.OrdinalIgnoreCase)
            && resources.FindByName(RegistryResource.TypeName, server[..^AzureHosts.RegistrySuffix.Length]) is { } body
            && ResourceId.TryParse(body["id"]?.ToString() ?? "", out var id) ? RegistryRef.Of(id, body, resources) : null;
    }

    /// <summary>The digest that a name has in its registry; null where the registry has none of that name.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="name">The name.</param>
    public string? DigestOf(RegistryRef registry, string name)
    {
        var (repository, reference) = BaseImages.Reference(name[(ServerOf(name).Length + 1)..]);
        return images.Read(registry.Key).Find(repository, reference);
    }

    /// <summary>An image by its digest; null where its content is not here.</summary>
    /// <param name="digest">The digest.</param>
    public RecordedImage? Find(string digest) => images.FindImage(digest);

    /// <summary>The content of a file of an image.</summary>
    public Stream Open(ImageFile file) => images.Open(file);

    /// <summary>What stands before the first slash of a name.</summary>
    public static string ServerOf(string name) => name.Split('/')[0];
}
