namespace MlopsInfra.LocalEngine.State;

/// <summary>
/// Takes from everybody but the owner what an earlier version, a copy or an archive left open. The top folder's mode is the mark
/// that all below is done: it is changed last.
/// </summary>
public static class Narrowing
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly EnumerationOptions All = new()
    {
        RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true,
    };

    /// <summary>Narrows a folder and what is in it, if the folder is wider than its owner's; a missing one is left.</summary>
    /// <param name="folder">The folder.</param>
    public static void Narrow(string folder)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder) || (File.GetUnixFileMode(folder) & Others) == 0) return;
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder, "*", All)) Close(entry);
        Close(folder);
    }

    /// <summary>
    /// Narrows the folder of all states and stores. One whose name a user chose may hold other files, too, and keeps
    /// its own mode: what is made in it is closed by itself.
    /// </summary>
    /// <param name="folder">The folder.</param>
    internal static void NarrowStore(string folder)
    {
        if (Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) == ".mlops") Narrow(folder);
        else Narrow(Path.Combine(folder, "stacks"));
    }

    private static void Close(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~Others);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or FileNotFoundException
            or DirectoryNotFoundException)
        {
            // It is somebody else's, who alone can narrow it, or a running command has just moved it.
        }
    }
}
