namespace MlopsInfra.Formats.Files;

/// <summary>
/// Where paths lead to, with no link left in them on the way. .NET follows the link at the end of a path alone, and leaves those
/// of the folders above: two such paths may differ and be one folder.
/// </summary>
public static class RealPath
{
    // As many as Linux follows.
    private const int MaxLinks = 40;

    /// <summary>Where a path leads to; whether anything is there is not asked.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="FileRefusedException">Its links lead to each other.</exception>
    public static string Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var full = Path.GetFullPath(path);
        var real = Path.GetPathRoot(full)!;
        var parts = Parts(full[real.Length..]);
        for (var links = 0; parts.TryPop(out var part);)
        {
            if (part is "" or ".") continue;
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks) throw new FileRefusedException(path, "is a link that leads back to itself");
            if (Path.IsPathRooted(target)) real = Path.GetPathRoot(Path.GetFullPath(target, real))!;
            foreach (var each in Parts(target[(Path.GetPathRoot(target)?.Length ?? 0)..]).Reverse()) parts.Push(each);
        }

        return real;
    }

    /// <summary>The parts of a path, the first on top.</summary>
    private static Stack<string> Parts(string path) =>
        new(path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]).Reverse());
}
