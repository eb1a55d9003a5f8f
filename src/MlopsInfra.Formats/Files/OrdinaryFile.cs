using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MlopsInfra.Formats.Files;

/// <summary>
/// Reading of files that somebody else put there. Pipes, sockets and devices are refused before they are opened, which might
/// take for ever; what goes wrong names the file.
/// </summary>
public static class OrdinaryFile
{
    /// <summary>Opens a file to read it from its start to its end.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileRefusedException">It is no file, or can't be read.</exception>
    public static FileStream Open(string path) => Do(path, () => new FileStream(path, FileMode.Open, FileAccess.Read,
        FileShare.ReadWrite | FileShare.Delete));

    /// <summary>Opens a file to read pieces of it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileRefusedException">It is no file, or can't be read.</exception>
    public static SafeFileHandle OpenHandle(string path) => Do(path, () => File.OpenHandle(path, FileMode.Open, FileAccess.Read,
        FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan));

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">How many bytes it may have.</param>
    /// <exception cref="FileRefusedException">It is no file, can't be read, or has more.</exception>
    public static byte[] ReadBytes(string path, int limit) => Do(path, () =>
    {
        using var file = Open(path);
        if (file.Length > limit) throw TooLarge(path, file.Length, limit);
        using var content = new MemoryStream((int)file.Length);
        var piece = new byte[Math.Min(limit, 1 << 16)];
        for (int read; (read = file.Read(piece)) > 0;)
        {
            // A file of the system's may say that it has no bytes.
            if (content.Length + read > limit) throw TooLarge(path, content.Length + read, limit);
            content.Write(piece, 0, read);
        }

        return content.ToArray();
    });

    /// <summary>Reads a whole file as text: UTF-8, or what its mark says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">How many bytes it may have.</param>
    /// <param name="encoding">How it is read if it has no mark; UTF-8 if left out.</param>
    /// <exception cref="FileRefusedException">It is no file, can't be read, or has more.</exception>
    public static string ReadText(string path, int limit, Encoding? encoding = null)
    {
        using var reader = new StreamReader(new MemoryStream(ReadBytes(path, limit)), encoding ?? Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>What is wrong with a file or folder that .NET can't read.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="exception">What .NET said.</param>
    public static string ReasonOf(string path, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(exception);
        // .NET puts this character where the bytes of a name are no UTF-8, and then finds no file of that name.
        return path.Contains('\uFFFD') ? "has a name that is not UTF-8" : $"cannot be read: {exception.Message}";
    }

    private static T Do<T>(string path, Func<T> read)
    {
        FileNode.RefuseSpecial(path);
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException and not FileRefusedException or UnauthorizedAccessException)
        {
            throw new FileRefusedException(path, ReasonOf(path, e), e);
        }
    }

    private static FileRefusedException TooLarge(string path, long length, int limit) =>
        new(path, $"has {length} bytes, more than the {limit} that are read of such a file");
}
