using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;

/// <summary>The context of a build: the files of an uploaded tar, gzipped or not.</summary>
internal sealed class BuildContext
{
    private readonly ContentStore _contents;

    private BuildContext(ContentStore contents, IReadOnlyDictionary<string, ImageFile> all)
    {
        (_contents, All) = (contents, all);
        var ignore = all.TryGetValue(".dockerignore", out var file) ? new DockerIgnore(Text(file)) : null;
        Files = ignore is null ? all : all.Where(pair => !ignore.Excludes(pair.Key))
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>All files by path.</summary>
    public IReadOnlyDictionary<string, ImageFile> All { get; }

    /// <summary>The files that <c>.dockerignore</c> leaves.</summary>
    public IReadOnlyDictionary<string, ImageFile> Files { get; }

    /// <summary>Reads a context.</summary>
    /// <param name="tar">The tar.</param>
    /// <param name="contents">Where its files are kept.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="DockerfileException">It is none.</exception>
    public static async Task<BuildContext> ReadAsync(Stream tar, ContentStore contents, CancellationToken cancellationToken)
    {
        try
        {
            var files = await ArchiveAsync(tar, contents, cancellationToken);
            return files.Count > 0 ? new BuildContext(contents, files)
                : throw new DockerfileException("failed to unpack the context: it is empty");
        }
        catch (Exception exception) when (IsNoArchive(exception))
        {
            throw new DockerfileException($"failed to unpack the context: it is no gzipped tar: {exception.Message}");
        }
    }

    /// <summary>Whether reading an archive ended so because it is none.</summary>
    public static bool IsNoArchive(Exception exception) =>
        exception is InvalidDataException or EndOfStreamException or FormatException;

    /// <summary>The files of a tar, gzipped or not.</summary>
    public static async Task<Dictionary<string, ImageFile>> ArchiveAsync(Stream archive, ContentStore contents,
        CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, ImageFile>(StringComparer.Ordinal);
        var isZipped = archive.ReadByte() == 0x1f && archive.ReadByte() == 0x8b;
        archive.Position = 0;
        await using var unzipped = isZipped ? new GZipStream(archive, CompressionMode.Decompress) : archive;
        await using var reader = new TarReader(unzipped);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            var name = entry.Name.Replace('\\', '/');
            if (ImagePaths.LeadsOut(name)) throw new InvalidDataException($"the entry '{entry.Name}' lies outside of it");
            var path = ImagePaths.Clean(name);
            if (path.Length > 0 && await FileAsync(entry, path, files, contents, cancellationToken) is { } file)
                files[path] = file;
        }

        return files;
    }

    /// <summary>The text of a file.</summary>
    public string Text(ImageFile file)
    {
        using var reader = new StreamReader(_contents.Open(file.Hash!), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static async Task<ImageFile?> FileAsync(TarEntry entry, string path, Dictionary<string, ImageFile> files,
        ContentStore contents, CancellationToken cancellationToken)
    {
        var mode = (int)entry.Mode & 0b111_111_111;
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                return new ImageFile(path, ImageFileKind.Folder) { Mode = mode };
            case TarEntryType.SymbolicLink:
                return new ImageFile(path, ImageFileKind.Link) { Target = entry.LinkName };
            case TarEntryType.HardLink:
                return files.TryGetValue(ImagePaths.Clean(entry.LinkName), out var other) ? other with { Path = path } : null;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                var data = entry.DataStream ?? Stream.Null;
                var stored = await contents.WriteAsync([() => data], cancellationToken);
                return new ImageFile(path, ImageFileKind.File) { Hash = stored.Hash, Length = stored.Length, Mode = mode };
            default:
                // Devices and pipes are no part of a build.
                return null;
        }
    }
}
