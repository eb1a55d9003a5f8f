namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>Paths in contexts and images, written with <c>/</c> and without one at their beginning.</summary>
internal static class ImagePaths
{
    /// <summary>A path without <c>.</c>, <c>..</c>, empty segments and slashes at its ends; empty for the root.</summary>
    /// <param name="path">The path.</param>
    public static string Clean(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment is "" or ".") continue;
            if (segment == ".." && segments.Count > 0) segments.RemoveAt(segments.Count - 1);
            else if (segment != "..") segments.Add(segment);
        }

        return string.Join('/', segments);
    }

    /// <summary>Whether a relative path leads out of where it begins.</summary>
    /// <param name="path">The path.</param>
    public static bool LeadsOut(string path)
    {
        var depth = 0;
        foreach (var segment in path.Split('/').Where(segment => segment is not ("" or ".")))
        {
            depth += segment == ".." ? -1 : 1;
            if (depth < 0) return true;
        }

        return false;
    }

    /// <summary>A path that counts from a folder unless it begins with a slash.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">The path.</param>
    public static string Join(string folder, string path) =>
        Clean(path.StartsWith('/') ? path : $"{folder}/{path}");

    /// <summary>What is below a folder; the root is above everything.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">The path.</param>
    public static bool IsBelow(string folder, string path) =>
        folder.Length == 0 || path.StartsWith(folder, StringComparison.Ordinal) && path.Length > folder.Length
            && path[folder.Length] == '/';
}
