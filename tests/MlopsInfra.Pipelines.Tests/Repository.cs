namespace MlopsInfra.Pipelines.Tests;

/// <summary>The repository that the tests look at: the one they were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>An absolute path of a path from the root.</summary>
    public static string At(string path) => Path.Combine(Root, path.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The YAML files below a folder, as paths from the root.</summary>
    public static IReadOnlyList<string> YamlFiles(string folder) =>
        [.. Directory.EnumerateFiles(At(folder), "*.yml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal)];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MlopsInfra.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No MlopsInfra.slnx above {AppContext.BaseDirectory}.");
    }
}
