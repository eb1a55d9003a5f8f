using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using MlopsInfra.Formats.Files;

namespace MlopsInfra.Lifecycle.Images;

/// <summary>
/// What a scoring image is built from: the files of the scoring service, the model's files, and build arguments. The image is
/// named by them, so that the same content is built once. The pipeline's image step names it by the same rules.
/// </summary>
internal sealed class BuildContext
{
    /// <summary>The folder of the model's files in the context.</summary>
    public const string ModelFolder = "model";

    /// <summary>The name of the Dockerfile in the context.</summary>
    public const string Dockerfile = "Dockerfile";

    // What the pipeline's register step notes about itself is no part of the model.
    private const string Registration = "registration.json";
    private const int TagLength = 16;

    // A context is held in memory.
    private const int MaxFile = 512 << 20, MaxIgnoreFile = 1 << 20;

    private readonly IReadOnlyList<ContextFile> _files;

    /// <param name="files">The files.</param>
    /// <param name="arguments">The build arguments.</param>
    public BuildContext(IEnumerable<ContextFile> files, IReadOnlyDictionary<string, string> arguments)
    {
        _files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        Arguments = arguments;
        Hash = HashOf(_files, arguments);
    }

    /// <summary>The build arguments.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; }

    /// <summary>SHA-256 of the content, in hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>The tag that an image of this content has: the first 16 digits of the hash.</summary>
    public string Tag => Hash[..TagLength];

    /// <summary>The paths of the files, in order.</summary>
    public IEnumerable<string> Paths => _files.Select(file => file.Path);

    /// <summary>Puts the files of the scoring service and those of a model together.</summary>
    /// <param name="folder">The folder of the scoring service.</param>
    /// <param name="model">The model's files, by their paths in its folder.</param>
    /// <param name="arguments">The build arguments.</param>
    /// <exception cref="LifecycleException">The folder has no Dockerfile.</exception>
    public static BuildContext Of(string folder, IEnumerable<ContextFile> model, IReadOnlyDictionary<string, string> arguments)
    {
        if (!File.Exists(Path.Combine(folder, Dockerfile)))
            throw new LifecycleException("ScoringServiceNotFound",
                $"{Path.Combine(folder, Dockerfile)}: not found. A scoring image is built from the project's folder "
                    + "pipelines/scoring: run the command in the project, or name its folder with --cwd.");
        var ignore = Path.Combine(folder, ".dockerignore");
        var ignored = new IgnoredFiles(File.Exists(ignore) ? OrdinaryFile.ReadText(ignore, MaxIgnoreFile) : "");
        var service = FolderFiles.Below(folder)
            .Select(file => (File: file, Path: Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')))
            .Where(each => !each.Path.StartsWith(ModelFolder + "/", StringComparison.Ordinal) && !ignored.Excludes(each.Path))
            .Select(each => new ContextFile(each.Path, OrdinaryFile.ReadBytes(each.File, MaxFile)));
        return new BuildContext(
            service.Concat(model.Where(file => file.Path != Registration)
                .Select(file => file with { Path = $"{ModelFolder}/{file.Path}" })), arguments);
    }

    /// <summary>Packs the files: a gzipped tar, as builds take it.</summary>
    public BinaryData Pack()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zip))
        {
            foreach (var file in _files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, file.Path)
                {
                    DataStream = new MemoryStream(file.Content.ToArray()),
                    Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                    ModificationTime = DateTimeOffset.UnixEpoch,
                });
            }
        }

        return BinaryData.FromBytes(packed.ToArray());
    }

    private static string HashOf(IEnumerable<ContextFile> files, IReadOnlyDictionary<string, string> arguments)
    {
        var text = new StringBuilder();
        foreach (var file in files)
            text.Append(file.Path).Append('\0').Append(Convert.ToHexStringLower(SHA256.HashData(file.Content.Span))).Append('\n');
        foreach (var (name, value) in arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal))
            text.Append(name).Append('=').Append(value).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
