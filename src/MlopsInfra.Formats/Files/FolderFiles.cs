namespace MlopsInfra.Formats.Files;

/// <summary>
/// The files in a folder and below it, wherever links lead: each folder once on every way to it, a link to a folder above not at
/// all. What is no file (a pipe, a socket, a device, a link to nothing) is among them, and refused when it is read.
/// </summary>
public static class FolderFiles
{
    /// <summary>Finds the files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isWanted">Whether a file or folder of a name is looked at; null for all.</param>
    /// <returns>The paths of the files, each beginning with the folder's.</returns>
    /// <exception cref="FileRefusedException">A folder can't be read, or links lead to one in too many ways.</exception>
    public static IEnumerable<string> Below(string folder, Func<string, bool>? isWanted = null) =>
        Below(folder, isWanted ?? (_ => true), new FolderTrail());

    private static IEnumerable<string> Below(string folder, Func<string, bool> isWanted, FolderTrail trail)
    {
        var real = RealPath.Of(folder);
        if (!trail.Enter(real)) yield break;
        foreach (var entry in Entries(folder).Where(entry => isWanted(entry.Name)))
        {
            var path = Path.Combine(folder, entry.Name);
            if (!entry.Attributes.HasFlag(FileAttributes.Directory))
            {
                yield return path;
                continue;
            }

            foreach (var file in Below(path, isWanted, trail)) yield return file;
        }

        trail.Leave(real);
    }

    /// <summary>What is in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="FileRefusedException">It can't be read.</exception>
    public static IReadOnlyList<FileSystemInfo> Entries(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileRefusedException(folder, OrdinaryFile.ReasonOf(folder, e), e);
        }
    }
}
