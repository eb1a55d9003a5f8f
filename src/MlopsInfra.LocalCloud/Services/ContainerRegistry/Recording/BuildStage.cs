using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Recording;

/// <summary>A stage of a build on its way: what it stands on, and what its instructions add.</summary>
/// <param name="number">Its number, from 0.</param>
/// <param name="name">The name behind <c>AS</c>; null where it has none.</param>
internal sealed class BuildStage(int number, string? name)
{
    private readonly SortedDictionary<string, ImageFile> _added = new(StringComparer.Ordinal);

    /// <summary>Its number, from 0.</summary>
    public int Number { get; } = number;

    /// <summary>The name behind <c>AS</c>; null where it has none.</summary>
    public string? Name { get; } = name;

    /// <summary>The image outside of this cloud that it stands on; null for none.</summary>
    public string? BaseImage { get; private set; }

    /// <summary>How the image is run.</summary>
    public ImageConfiguration Configuration { get; set; } = new();

    /// <summary>All files of it by path.</summary>
    public SortedDictionary<string, ImageFile> Files { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>What its ARGs are set to.</summary>
    public Dictionary<string, string?> Arguments { get; } = new(StringComparer.Ordinal);

    /// <summary>Its instructions.</summary>
    public List<ImageStep> Steps { get; } = [];

    /// <summary>Whether CMD stands in this stage, so that an ENTRYPOINT does not take it away.</summary>
    public bool HasOwnCommand { get; set; }

    /// <summary>Whether it holds files that are not known here: of a base image elsewhere, or of a RUN.</summary>
    public bool HasUnknownFiles { get; private set; }

    private List<ImageLayer> Layers { get; } = [];

    /// <summary>Builds on an image or a stage.</summary>
    public void BuildOn(RecordedImage image, bool hasUnknownFiles)
    {
        BaseImage = image.BaseImage;
        Configuration = image.Configuration with { OnBuild = [] };
        Files = image.Files();
        Layers.AddRange(image.Layers);
        Steps.AddRange(image.Steps);
        HasUnknownFiles = hasUnknownFiles;
    }

    /// <summary>Builds on an image that is not here.</summary>
    public void BuildOn(string image) => (BaseImage, HasUnknownFiles) = (image, true);

    /// <summary>Puts a file in, with the folders above it.</summary>
    public void Add(ImageFile file)
    {
        for (var slash = file.Path.LastIndexOf('/'); slash > 0; slash = file.Path.LastIndexOf('/', slash - 1))
        {
            var folder = file.Path[..slash];
            if (Files.TryGetValue(folder, out var there) && there.Kind != ImageFileKind.File) break;
            Files[folder] = _added[folder] = new ImageFile(folder, ImageFileKind.Folder);
        }

        // A folder that is there stays what it is.
        if (file.Kind == ImageFileKind.Folder && Files.ContainsKey(file.Path)) return;
        Files[file.Path] = _added[file.Path] = file;
    }

    /// <summary>Says that an instruction had no effect.</summary>
    public void Skip(string text, string why, bool mayHaveMadeFiles)
    {
        Steps.Add(new ImageStep(text, why));
        HasUnknownFiles |= mayHaveMadeFiles;
    }

    /// <summary>The image that it is now.</summary>
    public async Task<RecordedImage> ImageAsync(BuildInput input, LayerTar tar, CancellationToken cancellationToken)
    {
        IReadOnlyList<ImageLayer> layers = _added.Count == 0 ? Layers
            : [.. Layers, await tar.LayerAsync([.. _added.Values], cancellationToken)];
        return new RecordedImage(input.OperatingSystem, input.Architecture, BaseImage, Configuration, [.. layers], [.. Steps]);
    }
}
