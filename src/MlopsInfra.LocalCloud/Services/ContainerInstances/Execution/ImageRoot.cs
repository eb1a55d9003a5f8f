using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>
/// The files of an image in a folder of this machine, and the way from paths of the image to paths in it. A process sees the
/// machine's own files: so what is told to it by a path of the image is told by the path in the folder.
/// </summary>
/// <param name="image">The image.</param>
/// <param name="folder">The folder.</param>
internal sealed partial class ImageRoot(RecordedImage image, string folder)
{
    private readonly SortedDictionary<string, ImageFile> _files = image.Files();

    /// <summary>Where the process starts.</summary>
    public string WorkingDirectory => PathOf(ImagePaths.Clean(image.Configuration.WorkingDirectory ?? "/"));

    /// <summary>Puts the files there; what was there before is gone.</summary>
    public async Task LayOutAsync(RegistryImages images, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        PrivateFiles.CreateFolder(folder);
        PrivateFiles.CreateFolder(WorkingDirectory);
        // What lies behind a link would be written to where that leads, which may be anywhere.
        foreach (var file in _files.Values.Where(file => !IsBehindLink(file.Path)))
        {
            var path = PathOf(file.Path);
            if (file.Kind == ImageFileKind.Folder) PrivateFiles.CreateFolder(path);
            else if (file.Kind == ImageFileKind.Link) File.CreateSymbolicLink(path, Map(file.Target!));
            else await WriteAsync(images, file, path, cancellationToken);
        }
    }

    /// <summary>Leads a path of the image to a folder of this machine, as that of a volume.</summary>
    /// <exception cref="WorkloadException">The path is behind a link, which may lead out of the image's files.</exception>
    public void Link(string path, string target)
    {
        var clean = ImagePaths.Clean(path);
        if (clean.Length == 0) return;
        if (IsBehindLink(clean)) throw new WorkloadException($"The mount path '{path}' is behind a link of the image.");
        _files[clean] = new ImageFile(clean, ImageFileKind.Folder);
        var at = PathOf(clean);
        PrivateFiles.CreateFolder(Path.GetDirectoryName(at)!);
        if (Directory.Exists(at)) Directory.Delete(at, recursive: true);
        Directory.CreateSymbolicLink(at, target);
    }

    /// <summary>
    /// A text with its paths of the image replaced: absolute ones that the image has, or whose folder it has (but for the top
    /// folders, which every machine has as well).
    /// </summary>
    public string Map(string text) =>
        AbsolutePath().Replace(text, match => Has(match.Value) ? PathOf(ImagePaths.Clean(match.Value)) : match.Value);

    /// <summary>Whether the image has a path, or its folder.</summary>
    private bool Has(string path)
    {
        var clean = ImagePaths.Clean(path);
        if (_files.ContainsKey(clean)) return clean.Contains('/', StringComparison.Ordinal) || !Directory.Exists("/" + clean);
        var parent = clean.LastIndexOf('/');
        return parent > 0 && _files.TryGetValue(clean[..parent], out var above) && above.Kind == ImageFileKind.Folder
            && !Path.Exists("/" + clean);
    }

    private string PathOf(string path) => path.Length == 0 ? folder : Path.Combine(folder, path);

    private bool IsBehindLink(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (_files.TryGetValue(path[..end], out var above) && above.Kind == ImageFileKind.Link) return true;
        }

        return false;
    }

    private static async Task WriteAsync(RegistryImages images, ImageFile file, string path, CancellationToken cancellationToken)
    {
        PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
        await using (var content = images.Open(file))
        await using (var target = PrivateFiles.OpenWrite(path, FileMode.Create, FileShare.Read))
            await content.CopyToAsync(target, cancellationToken);
        // Its owner, as whom all of the group runs, can always replace it; it is nobody else's.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, ((UnixFileMode)file.Mode & PrivateFiles.OwnFolder) | PrivateFiles.OwnFile);
    }

    [GeneratedRegex("""(?<![\w./~-])/(?!/)[^\s:;,"'`$()<>|&=*?]+""")]
    private static partial Regex AbsolutePath();
}
