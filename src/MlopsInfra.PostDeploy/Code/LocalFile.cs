using System.Security.Cryptography;
using MlopsInfra.Formats.Files;

namespace MlopsInfra.PostDeploy.Code;

/// <summary>Reading of files that are uploaded; what goes wrong names the file.</summary>
internal static class LocalFile
{
    private const int BufferSize = 1 << 17;

    // A file of ignore patterns has a few kilobytes.
    private const int MaxText = 1 << 20;

    /// <summary>Bytes of a file, behind links.</summary>
    /// <exception cref="SnapshotException">It is no file that can be read.</exception>
    public static long LengthOf(string path) => Do(path, () =>
    {
        FileNode.RefuseSpecial(path);
        return new FileInfo(path).Length;
    });

    public static string ReadText(string path) => Do(path, () => OrdinaryFile.ReadText(path, MaxText));

    /// <summary>Adds the bytes of a file to a hash, without holding more than a piece of it.</summary>
    /// <exception cref="SnapshotException">It can't be read, or has another length than it had.</exception>
    public static void AddTo(IncrementalHash hash, SnapshotFile file, byte[] buffer) => Do(file.Source, () =>
    {
        using var handle = OrdinaryFile.OpenHandle(file.Source);
        var offset = 0L;
        for (int read; (read = RandomAccess.Read(handle, buffer, offset)) > 0 && offset <= file.Length; offset += read)
            hash.AppendData(buffer, 0, read);
        // A hash of what was there and what came meanwhile would be nothing's. Files of the system say that they are empty.
        return offset == file.Length ? offset
            : throw new SnapshotException(file.Source, "has another length than it says it has: something writes to it");
    });

    public static FileStream Open(string path) => Do(path, () => OrdinaryFile.Open(path));

    public static byte[] Buffer() => new byte[BufferSize];

    /// <summary>Where a path leads to, with no link left in it on the way.</summary>
    /// <exception cref="SnapshotException">It leads to nothing.</exception>
    public static string Resolve(string path)
    {
        var real = Do(path, () => RealPath.Of(path));
        return Path.Exists(real) ? real : throw Nowhere(new FileInfo(path));
    }

    /// <summary>An entry of a folder, or what it leads to if it is a link.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="folder">The folder's real path.</param>
    /// <exception cref="SnapshotException">It leads to nothing.</exception>
    public static FileSystemInfo Resolve(FileSystemInfo entry, string folder)
    {
        if (entry.LinkTarget is null)
        {
            var path = Path.Combine(folder, entry.Name);
            return entry is DirectoryInfo ? new DirectoryInfo(path) : new FileInfo(path);
        }

        var real = Do(entry.FullName, () => RealPath.Of(entry.FullName));
        if (FileNode.Special(real) is { } what)
            throw new SnapshotException(entry.FullName, $"is a link to '{entry.LinkTarget}', which is {what}, not a file");
        return Directory.Exists(real) ? new DirectoryInfo(real) : Path.Exists(real) ? new FileInfo(real) : throw Nowhere(entry);
    }

    /// <summary>Does what reads a file or folder; what goes wrong names it.</summary>
    /// <exception cref="SnapshotException">It can't be read.</exception>
    public static T Do<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FileRefusedException e)
        {
            throw new SnapshotException(e.Path, e.Reason, e);
        }
        catch (Exception e) when (e is IOException and not SnapshotException or UnauthorizedAccessException)
        {
            throw new SnapshotException(path, OrdinaryFile.ReasonOf(path, e), e);
        }
    }

    private static SnapshotException Nowhere(FileSystemInfo link) =>
        new(link.FullName, $"is a link to '{link.LinkTarget}', which does not exist");
}
