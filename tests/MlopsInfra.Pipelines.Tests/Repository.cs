namespace MlopsInfra.Pipelines.Tests;

/// <summary>The repository that the tests look at: the one they were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Testing.Repository.Root;

    /// <summary>An absolute path of a path from the root.</summary>
    public static string At(string path) => Path.Combine(Root, path.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The YAML files below a folder, as paths from the root.</summary>
    public static IReadOnlyList<string> YamlFiles(string folder) =>
        [.. Directory.EnumerateFiles(At(folder), "*.yml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal)];
}
