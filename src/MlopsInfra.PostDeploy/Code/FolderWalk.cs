namespace MlopsInfra.PostDeploy.Code;

/// <summary>Goes through a folder as the Azure ML clients do: links are followed and keep their own names.</summary>
internal static class FolderWalk
{
    /// <summary>Visits every entry, each folder's by the lower-case name.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="visit">Says of a folder whether to go into it.</param>
    /// <exception cref="SnapshotException">A folder cannot be read, or a link leads to nothing.</exception>
    public static void Run(string root, Func<FolderEntry, bool> visit) => Run(root, "", root, "", visit, []);

    /// <param name="root">Where the paths start.</param>
    /// <param name="path">The folder's path from there, empty or with a slash at its end.</param>
    /// <param name="folder">Where it is.</param>
    /// <param name="ignorePath">Its path for ignore files.</param>
    /// <param name="visit">Is given the entries.</param>
    /// <param name="above">The folders on the way here: a link to one of them would go round for ever.</param>
    private static void Run(string root, string path, string folder, string ignorePath, Func<FolderEntry, bool> visit,
        HashSet<string> above)
    {
        if (!above.Add(folder)) return;
        foreach (var info in Entries(folder))
        {
            var target = LocalFile.Resolve(info);
            var entry = new FolderEntry(info.Name, path + info.Name, target.FullName, ignorePath + info.Name,
                target is DirectoryInfo);
            if (!visit(entry)) continue;
            // The clients look at what lies behind a link to a folder under its own path.
            var below = ReferenceEquals(target, info)
                ? entry.IgnorePath : Path.GetRelativePath(root, target.FullName).Replace('\\', '/');
            Run(root, entry.Path + "/", target.FullName, below + "/", visit, above);
        }

        above.Remove(folder);
    }

    /// <summary>What is in a folder, in the order of <see cref="PathOrder"/>.</summary>
    public static IEnumerable<FileSystemInfo> Entries(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(info => info.Name, PathOrder.Instance)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SnapshotException(folder, $"cannot be read: {e.Message}", e);
        }
    }
}
