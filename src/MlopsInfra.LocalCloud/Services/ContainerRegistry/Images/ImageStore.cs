using System.Text.Json;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>Images and build runs of registries: one file per registry, one per image, and the contents of their files.</summary>
internal sealed class ImageStore(string folder)
{
    private readonly Lock _lock = new();

    /// <summary>The contents of files of images.</summary>
    public ContentStore Contents { get; } = new(folder);

    /// <summary>The content of a file of an image.</summary>
    public Stream Open(ImageFile file) =>
        Contents.Open(file.Hash ?? throw new ArgumentException($"'{file.Path}' is no file.", nameof(file)));

    /// <summary>What a registry holds.</summary>
    /// <param name="registry">Its name, with what tells it from an earlier one of that name.</param>
    public RegistryContent Read(string registry)
    {
        lock (_lock) return Load(registry);
    }

    /// <summary>Changes what a registry holds.</summary>
    public void Change(string registry, Action<RegistryContent> change)
    {
        lock (_lock)
        {
            var content = Load(registry);
            change(content);
            Write(FileOf(registry), content);
        }
    }

    /// <summary>Keeps an image.</summary>
    /// <returns>Its digest.</returns>
    public string Keep(RecordedImage image)
    {
        var digest = ImageManifest.Of(image).Digest;
        lock (_lock) Write(ImageFileOf(digest), image);
        return digest;
    }

    /// <summary>An image by its digest; null where it came from elsewhere, so that its files are not here.</summary>
    public RecordedImage? FindImage(string digest)
    {
        if (!IsDigest(digest)) return null;
        var file = ImageFileOf(digest);
        lock (_lock) return File.Exists(file) ? DataFile.Read<RecordedImage>(file) : null;
    }

    /// <summary>Whether a text is a digest.</summary>
    public static bool IsDigest(string text) => text.Length == 71 && text.StartsWith("sha256:", StringComparison.Ordinal)
        && text.Skip(7).All(char.IsAsciiHexDigitLower);

    private RegistryContent Load(string registry) =>
        File.Exists(FileOf(registry)) ? DataFile.Read<RegistryContent>(FileOf(registry)) : new RegistryContent();

    private static void Write<T>(string file, T content)
    {
        PrivateFiles.CreateFolder(Path.GetDirectoryName(file)!);
        PrivateFiles.Replace(file, JsonSerializer.SerializeToUtf8Bytes(content));
    }

    private string FileOf(string registry) => Path.Combine(folder, registry + ".json");

    private string ImageFileOf(string digest) =>
        Path.Combine(folder, "recorded", digest["sha256:".Length..] + ".json");
}
