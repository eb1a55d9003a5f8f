using System.Text.Json;
using MlopsInfra.LocalEngine.Configuration;

namespace MlopsInfra.Cli.Projects;

/// <summary>
/// The built program of a project. <c>dotnet build</c> takes seconds even when there is nothing to do; this looks at the
/// time stamps itself and builds only if a source file is newer than the assembly it goes into.
/// </summary>
/// <param name="ProjectFile">The program's project file.</param>
/// <param name="Assembly">Its assembly, as built last; null if it was never built.</param>
internal sealed record ProgramBuild(string ProjectFile, string? Assembly)
{
    private const string StampFile = "mlops.built";

    private static readonly string[] SourceExtensions = [".cs", ".csproj", ".props", ".targets", ".proto"];
    private static readonly string[] OutputFolders = ["bin", "obj", "artifacts", ".mlops", ".git", "node_modules"];

    /// <summary>Finds the program's project file and its latest build.</summary>
    /// <param name="project">The Pulumi project; its <c>main</c> names the program's folder.</param>
    /// <exception cref="CliException">The program is not in C#, or its folder does not hold exactly one C# project.</exception>
    public static ProgramBuild Find(ProjectFile project)
    {
        if (project.Runtime != "dotnet")
        {
            throw new CliException(
                ExitCode.Usage, "RuntimeNotSupported", $"{project.Path}: the runtime is '{project.Runtime}'; mlops runs programs with the runtime 'dotnet'.", project.Path);
        }

        var directory = Path.GetFullPath(project.Main ?? ".", project.Directory);
        if (!Directory.Exists(directory))
        {
            throw new CliException(ExitCode.Usage, "ProgramNotFound", $"{project.Path}: main names '{directory}', which is no folder.", project.Path);
        }

        var files = Directory.GetFiles(directory, "*.csproj");
        if (files.Length != 1)
        {
            throw new CliException(
                ExitCode.Usage,
                "ProgramNotFound",
                $"'{directory}' holds {(files.Length == 0 ? "no C# project" : $"{files.Length} C# projects")}; the program's folder has to hold exactly one. Set main in Pulumi.yaml to its folder.",
                directory);
        }

        return new ProgramBuild(files[0], FindAssembly(files[0]));
    }

    /// <summary>Whether no source file of the program, or of a project it references, is newer than the assembly made of it.</summary>
    public bool IsCurrent()
    {
        if (Assembly is null || FindAssets(ProjectFile) is not { } assets) return false;
        var output = Path.GetDirectoryName(Assembly)!;
        var built = File.GetLastWriteTimeUtc(Path.Combine(output, StampFile));
        return ReferencedProjects(assets).Prepend(ProjectFile).All(project =>
        {
            var assembly = Path.Combine(output, AssemblyName(project) + ".dll");
            if (!File.Exists(assembly)) return false;
            var sources = Ancestors(project).Select(NewestBuildFile).Append(NewestSource(Path.GetDirectoryName(project)!)).Max();
            return sources <= File.GetLastWriteTimeUtc(assembly) || sources <= built;
        });
    }

    /// <summary>Notes that a build of everything has just succeeded: not every build touches every assembly.</summary>
    /// <param name="startedAt">When it began (UTC): a file changed since then counts as newer.</param>
    public void Stamp(DateTime startedAt)
    {
        var stamp = Path.Combine(Path.GetDirectoryName(Assembly)!, StampFile);
        File.WriteAllText(stamp, "");
        File.SetLastWriteTimeUtc(stamp, startedAt);
    }

    private static string? FindAssembly(string projectFile)
    {
        var (name, directory) = (AssemblyName(projectFile), Path.GetDirectoryName(projectFile)!);
        var bins = Ancestors(projectFile).Select(folder => Path.Combine(folder, "artifacts", "bin", Path.GetFileNameWithoutExtension(projectFile)))
            .Prepend(Path.Combine(directory, "bin")).Where(Directory.Exists);
        return bins.SelectMany(bin => Directory.EnumerateFiles(bin, name + ".dll", SearchOption.AllDirectories))
            .Where(file => File.Exists(Path.ChangeExtension(file, ".runtimeconfig.json")))
            .OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault();
    }

    private static string? FindAssets(string projectFile) =>
        Ancestors(projectFile).Select(folder => Path.Combine(folder, "artifacts", "obj", Path.GetFileNameWithoutExtension(projectFile), "project.assets.json"))
            .Prepend(Path.Combine(Path.GetDirectoryName(projectFile)!, "obj", "project.assets.json")).FirstOrDefault(File.Exists);

    private static List<string> ReferencedProjects(string assetsFile)
    {
        using var stream = File.OpenRead(assetsFile);
        using var assets = JsonDocument.Parse(stream);
        var root = Path.GetDirectoryName(assets.RootElement.GetProperty("project").GetProperty("restore").GetProperty("projectPath").GetString())!;
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").ValueEquals("project"))
            .Select(library => Path.GetFullPath(library.Value.GetProperty("msbuildProject").GetString()!, root))];
    }

    private static string AssemblyName(string projectFile)
    {
        var name = System.Xml.Linq.XDocument.Load(projectFile).Descendants("AssemblyName").FirstOrDefault()?.Value;
        return string.IsNullOrEmpty(name) ? Path.GetFileNameWithoutExtension(projectFile) : name;
    }

    private static DateTime NewestSource(string directory)
    {
        var newest = Directory.EnumerateFiles(directory)
            .Where(file => SourceExtensions.Contains(Path.GetExtension(file))).Select(File.GetLastWriteTimeUtc).DefaultIfEmpty().Max();
        return Directory.EnumerateDirectories(directory)
            .Where(folder => !OutputFolders.Contains(Path.GetFileName(folder))).Select(NewestSource).Append(newest).Max();
    }

    private static DateTime NewestBuildFile(string directory) =>
        Directory.EnumerateFiles(directory, "Directory.*.*").Where(file => !Path.GetFileName(file).StartsWith("Directory.Solution", StringComparison.Ordinal)).Select(File.GetLastWriteTimeUtc).DefaultIfEmpty().Max();

    private static IEnumerable<string> Ancestors(string file)
    {
        for (var current = Path.GetDirectoryName(file); current is not null; current = Path.GetDirectoryName(current)) yield return current;
    }
}
