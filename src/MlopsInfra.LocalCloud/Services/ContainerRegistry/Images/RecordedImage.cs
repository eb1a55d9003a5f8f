namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>An image as far as it can be had without running anything: files that were copied, and the configuration.</summary>
/// <param name="OperatingSystem">As in <c>linux</c>.</param>
/// <param name="Architecture">As in <c>amd64</c>.</param>
/// <param name="BaseImage">The image outside of this cloud that it stands on, whose files are not here; null for none.</param>
/// <param name="Configuration">How it is run.</param>
/// <param name="Layers">Its files, the later layers above the earlier ones.</param>
/// <param name="Steps">The instructions that it came of.</param>
internal sealed record RecordedImage(
    string OperatingSystem, string Architecture, string? BaseImage, ImageConfiguration Configuration,
    IReadOnlyList<ImageLayer> Layers, IReadOnlyList<ImageStep> Steps)
{
    /// <summary>Its files by path.</summary>
    public SortedDictionary<string, ImageFile> Files()
    {
        var files = new SortedDictionary<string, ImageFile>(StringComparer.Ordinal);
        foreach (var file in Layers.SelectMany(layer => layer.Files)) files[file.Path] = file;
        return files;
    }
}
