using System.Formats.Tar;
using System.Globalization;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>Writes the files of a layer as a tar. It holds no times, so that the same files give the same digest.</summary>
/// <param name="contents">Where the contents are.</param>
internal sealed class LayerTar(ContentStore contents)
{
    /// <summary>The layer of some files.</summary>
    public async Task<ImageLayer> LayerAsync(IReadOnlyList<ImageFile> files, CancellationToken cancellationToken)
    {
        await using var digest = new DigestStream();
        await WriteAsync(files, digest, cancellationToken);
        return new ImageLayer(digest.Digest(), digest.Length, files);
    }

    /// <summary>Writes the tar.</summary>
    public async Task WriteAsync(IReadOnlyList<ImageFile> files, Stream target, CancellationToken cancellationToken)
    {
        await using var tar = new TarWriter(target, TarEntryFormat.Pax, leaveOpen: true);
        foreach (var file in files)
        {
            var entry = new PaxTarEntry(TypeOf(file.Kind), file.Kind == ImageFileKind.Folder ? file.Path + "/" : file.Path)
            {
                Mode = (UnixFileMode)file.Mode,
                ModificationTime = DateTimeOffset.UnixEpoch,
            };
            if (file.Target is { } link) entry.LinkName = link;
            SetOwner(entry, file.Owner);
            await using var content = file.Hash is { } hash ? contents.Open(hash) : null;
            if (content is not null) entry.DataStream = content;
            await tar.WriteEntryAsync(entry, cancellationToken);
        }
    }

    private static TarEntryType TypeOf(ImageFileKind kind) => kind switch
    {
        ImageFileKind.Folder => TarEntryType.Directory,
        ImageFileKind.Link => TarEntryType.SymbolicLink,
        _ => TarEntryType.RegularFile,
    };

    // Names are written as names: what numbers they have is known only to the base image.
    private static void SetOwner(PaxTarEntry entry, string? owner)
    {
        if (owner is null) return;
        var parts = owner.Split(':');
        var (user, group) = (parts[0], parts.Length > 1 ? parts[1] : parts[0]);
        if (int.TryParse(user, CultureInfo.InvariantCulture, out var uid)) entry.Uid = uid;
        else entry.UserName = user;
        if (int.TryParse(group, CultureInfo.InvariantCulture, out var gid)) entry.Gid = gid;
        else entry.GroupName = group;
    }
}
