using System.Text;

namespace MlopsInfra.LocalEngine.State;

/// <summary>
/// Files and folders that only their owner may read, from when they are made on and whatever the umask is: a state says more of a
/// system than its encrypted values hide. Whatever is made below the folder of states and stores is made here.
/// </summary>
public static class PrivateFiles
{
    /// <summary>The mode of files: 0600.</summary>
    public const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The mode of folders and programs: 0700.</summary>
    public const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Makes a folder, and those above it, where there is none; one that is there keeps its mode.</summary>
    /// <param name="path">The folder.</param>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path)) return;
        // .NET gives the mode to the last folder alone, and makes those above it as wide as the umask lets it.
        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path)) is { Length: > 0 } above) CreateFolder(above);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnFolder);
    }

    /// <summary>Opens a file for writing; one that is made with it is its owner's alone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">How it is opened.</param>
    /// <param name="share">What others may do meanwhile.</param>
    /// <param name="bufferSize">The buffer in bytes; 0 for none.</param>
    public static FileStream OpenWrite(string path, FileMode mode, FileShare share = FileShare.None, int bufferSize = 1 << 16) =>
        Open(path, mode, FileAccess.Write, share, bufferSize);

    /// <summary>Opens a file; one that is made with it is its owner's alone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">How it is opened.</param>
    /// <param name="access">What is done with it.</param>
    /// <param name="share">What others may do meanwhile.</param>
    /// <param name="bufferSize">The buffer in bytes; 0 for none.</param>
    /// <param name="options">More about it.</param>
    /// <param name="program">Whether it can be executed.</param>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share = FileShare.None,
        int bufferSize = 1 << 16, FileOptions options = FileOptions.None, bool program = false)
    {
        var all = new FileStreamOptions
        {
            Mode = mode, Access = access, Share = share, BufferSize = bufferSize, Options = options,
        };
        if (!OperatingSystem.IsWindows() && mode is not (FileMode.Open or FileMode.Truncate))
            all.UnixCreateMode = program ? OwnFolder : OwnFile;
        return new FileStream(path, all);
    }

    /// <summary>Writes a file; what was in it is gone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="program">Whether it can be executed.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, bool program = false)
    {
        using var file = Open(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0, program: program);
        file.Write(content);
    }

    /// <summary>Writes a file of text; what was in it is gone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">What is in it.</param>
    /// <param name="program">Whether it can be executed.</param>
    public static void Write(string path, string text, bool program = false) => Write(path, Utf8.GetBytes(text), program);

    /// <summary>Writes a file as a whole or not at all: half a key, left by a full disk, would be taken for the key.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What is in it.</param>
    /// <exception cref="IOException">It can't be written; what was there is there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; what was there is there.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.new";
        try
        {
            Write(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw;
        }
    }
}
