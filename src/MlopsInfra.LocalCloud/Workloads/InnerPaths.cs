namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>Paths below a folder, made of names that others chose: of blobs, inputs, containers.</summary>
internal static class InnerPaths
{
    /// <summary>The name of a file or folder: what it can't hold is replaced.</summary>
    /// <param name="name">The name that somebody chose.</param>
    public static string FileName(string name)
    {
        var replaced =
            string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
        return replaced is "" or "." or ".." ? "_" + replaced : replaced;
    }

    /// <summary>The path of something below a folder; null where it would lie outside of it, or be the folder itself.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">The path from there.</param>
    public static string? Below(string folder, string path)
    {
        var (root, full) = (Path.GetFullPath(folder), Path.GetFullPath(Path.Combine(folder, path)));
        return full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full : null;
    }
}
