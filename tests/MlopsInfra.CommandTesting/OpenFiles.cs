namespace MlopsInfra.CommandTesting;

/// <summary>Looks for files that others than their owner could read.</summary>
public static class OpenFiles
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The files and folders of a store that are wider than 0600 and 0700, with their modes.</summary>
    /// <param name="store">The store.</param>
    public static IReadOnlyList<string> In(string store)
    {
        if (OperatingSystem.IsWindows()) return [];
        var open = new List<string>();
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFileSystemEntries(store, "*", all).Prepend(store))
        {
            var mode = File.GetUnixFileMode(path);
            if ((mode & Others) != 0) open.Add($"{Path.GetRelativePath(store, path)} ({mode})");
        }

        return open;
    }
}
