using System.Text.Json;
using MlopsInfra.Formats.Files;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.Cli.Projects;

/// <summary>
/// Where the builds of a project are. A folder of that name in the right place may be another project's: that of the clone around
/// this one, or of the clone that this one was copied from. The restore says in <c>project.assets.json</c> which project it was
/// made for; only what lies beside such notes of this very project counts.
/// </summary>
/// <param name="Assets">The notes of the last restore.</param>
/// <param name="Bin">The folder of what was built, in folders for configurations and frameworks.</param>
internal sealed record BuildFolders(string Assets, string Bin)
{
    private const string AssetsFile = "project.assets.json";

    // Where file names do.
    private static readonly StringComparison PathComparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Finds them; null if the project was never built where it is now.</summary>
    /// <param name="projectFile">The project file, as a full path.</param>
    public static BuildFolders? Find(string projectFile)
    {
        var name = Path.GetFileNameWithoutExtension(projectFile);
        var directory = Path.GetDirectoryName(projectFile)!;
        return SourceFiles.Ancestors(projectFile)
            .Select(folder => Path.Combine(folder, "artifacts"))
            .Select(root => new BuildFolders(Path.Combine(root, "obj", name, AssetsFile), Path.Combine(root, "bin", name)))
            .Prepend(new BuildFolders(Path.Combine(directory, "obj", AssetsFile), Path.Combine(directory, "bin")))
            .FirstOrDefault(folders => File.Exists(folders.Assets) && ProjectOf(folders.Assets) is { } project
                && IsSame(project, projectFile));
    }

    /// <summary>The programs with a name that were built, newest first.</summary>
    /// <param name="assemblyName">The name, without its extension.</param>
    public IEnumerable<string> Programs(string assemblyName) => !Directory.Exists(Bin)
        ? []
        : FolderFiles.Below(Bin).Where(file => Path.GetFileName(file) == assemblyName + ".dll")
            .Where(file => File.Exists(Path.ChangeExtension(file, ".runtimeconfig.json")))
            .OrderByDescending(File.GetLastWriteTimeUtc);

    /// <summary>The project files that the project references, directly or not.</summary>
    /// <param name="projectFile">The project file.</param>
    public IReadOnlyList<string> References(string projectFile)
    {
        var directory = Path.GetDirectoryName(projectFile)!;
        try
        {
            return Read(Assets, assets => assets.Needed("libraries").AsObject("'libraries'").EnumerateObject()
                .Where(library => library.Value.Text("type") == "project")
                .Select(library => Path.GetFullPath(library.Value.NeededText("msbuildProject"), directory)).ToList());
        }
        catch (JsonException exception)
        {
            throw new CliException(ExitCode.Usage, "BuildFailed",
                $"{JsonFault.At(Assets, exception)} The notes of the last restore are damaged: run dotnet restore {projectFile}.",
                Assets, exception);
        }
    }

    /// <summary>Whether two full paths name one file.</summary>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    public static bool IsSame(string one, string other) =>
        string.Equals(Path.GetFullPath(one), Path.GetFullPath(other), PathComparison);

    // A restore that was cut off leaves no notes, or half of them: as if there were none.
    private static string? ProjectOf(string assetsFile)
    {
        try
        {
            return Read(assetsFile, assets => assets.Needed("project").Needed("restore").Text("projectPath"));
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static T Read<T>(string file, Func<JsonElement, T> read) => StrictJson.Read(JsonFile.ReadBytes(file), read);
}
