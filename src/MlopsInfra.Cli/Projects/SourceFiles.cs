using System.Security.Cryptography;
using System.Text;
using MlopsInfra.Formats.Files;

namespace MlopsInfra.Cli.Projects;

/// <summary>The files that a project is built from, as far as a look at folders tells.</summary>
internal static class SourceFiles
{
    private static readonly string[] Extensions = [".cs", ".csproj", ".props", ".targets", ".proto"];
    private static readonly string[] OutputFolders = ["bin", "obj", "artifacts", ".mlops", ".git", "node_modules"];

    /// <summary>The project's own files, and the build files of the folders above it.</summary>
    /// <param name="projectFile">The project file.</param>
    public static IEnumerable<string> Of(string projectFile) =>
        Ancestors(projectFile).SelectMany(BuildFilesIn).Concat(Below(Path.GetDirectoryName(projectFile)!))
            .Distinct(StringComparer.Ordinal);

    /// <summary>When the last of a project's files was changed (UTC).</summary>
    /// <param name="projectFile">The project file.</param>
    public static DateTime Newest(string projectFile) => Of(projectFile).Select(File.GetLastWriteTimeUtc).DefaultIfEmpty().Max();

    /// <summary>Stands for which files there are, whatever is in them: a file that is gone is newer than nothing.</summary>
    /// <param name="projectFiles">The project files.</param>
    public static string Listing(IEnumerable<string> projectFiles)
    {
        var files = projectFiles.SelectMany(Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files))));
    }

    /// <summary>The folders around a file, innermost first.</summary>
    /// <param name="file">The file, as a full path.</param>
    public static IEnumerable<string> Ancestors(string file)
    {
        for (var current = Path.GetDirectoryName(file); current is not null; current = Path.GetDirectoryName(current))
            yield return current;
    }

    private static IEnumerable<string> Below(string directory) =>
        FolderFiles.Below(directory, name => !OutputFolders.Contains(name))
            .Where(file => Extensions.Contains(Path.GetExtension(file)));

    private static IEnumerable<string> BuildFilesIn(string directory) => Directory.EnumerateFiles(directory, "Directory.*.*")
        .Where(file => !Path.GetFileName(file).StartsWith("Directory.Solution", StringComparison.Ordinal));
}
