namespace MlopsInfra.Cli.Commands;

/// <summary>What Linux tells of this process.</summary>
internal static class OwnProcess
{
    /// <summary>What stands behind the name of a line in a file of <c>/proc/self</c>; null elsewhere than on Linux.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="name">What the line begins with.</param>
    public static string? Line(string file, string name)
    {
        var path = $"/proc/self/{file}";
        if (!OperatingSystem.IsLinux() || !File.Exists(path)) return null;
        var found = File.ReadLines(path).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return found?[name.Length..].Trim();
    }
}
