using System.Security.Cryptography;

namespace MlopsInfra.PostDeploy.Code;

/// <summary>Reading of files that are uploaded; what goes wrong names the file.</summary>
internal static class LocalFile
{
    private const int BufferSize = 1 << 17;

    /// <summary>Bytes of a file, behind links.</summary>
    /// <exception cref="SnapshotException">It is no file that can be read.</exception>
    public static long LengthOf(string path) => Do(path, () => new FileInfo(path).Length);

    public static string ReadText(string path) => Do(path, () => File.ReadAllText(path));

    /// <summary>Adds the bytes of a file to a hash, without holding more than a piece of it.</summary>
    public static void AddTo(IncrementalHash hash, string path, byte[] buffer) => Do(path, () =>
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var offset = 0L;
        for (int read; (read = RandomAccess.Read(file, buffer, offset)) > 0; offset += read) hash.AppendData(buffer, 0, read);
        return offset;
    });

    public static FileStream Open(string path) => Do(path, () => File.OpenRead(path));

    public static byte[] Buffer() => new byte[BufferSize];

    /// <summary>Where a path leads to, if it is a link; the path itself if it is none.</summary>
    /// <exception cref="SnapshotException">It leads to nothing.</exception>
    public static string Resolve(string path) => Resolve(
        Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path)).FullName;

    public static FileSystemInfo Resolve(FileSystemInfo entry)
    {
        if (entry.LinkTarget is not { } target) return entry;
        var final = Do(entry.FullName, () => entry.ResolveLinkTarget(returnFinalTarget: true));
        if (final is null || !final.Exists)
            throw new SnapshotException(entry.FullName, $"is a link to '{target}', which does not exist");
        return Directory.Exists(final.FullName) ? new DirectoryInfo(final.FullName) : final;
    }

    private static T Do<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // .NET puts this character where the bytes of a name are no UTF-8, and then finds no file of that name.
            var reason = path.Contains('\uFFFD') ? "has a name that is not UTF-8" : $"cannot be read: {e.Message}";
            throw new SnapshotException(path, reason, e);
        }
    }
}
