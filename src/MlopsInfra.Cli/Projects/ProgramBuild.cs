using MlopsInfra.LocalEngine.Configuration;

namespace MlopsInfra.Cli.Projects;

/// <summary>
/// The built program of a project. <c>dotnet build</c> takes seconds even when there is nothing to do; this looks at the
/// files itself and builds only if a source file is newer than the assembly it goes into, came or went.
/// </summary>
/// <param name="ProjectFile">The program's project file.</param>
internal sealed record ProgramBuild(string ProjectFile)
{
    private const string StampFile = "mlops.built";

    /// <summary>Finds the program's project file.</summary>
    /// <param name="project">The Pulumi project; its <c>main</c> names the program's folder.</param>
    /// <exception cref="CliException">The program is not in C#, or its folder does not hold exactly one C# project.</exception>
    public static ProgramBuild Find(ProjectFile project)
    {
        if (project.Runtime != "dotnet")
        {
            throw new CliException(
                ExitCode.Usage, "RuntimeNotSupported",
                $"{project.Path}: the runtime is '{project.Runtime}'; mlops runs programs with the runtime 'dotnet'.",
                project.Path);
        }

        var directory = Path.GetFullPath(project.Main ?? ".", project.Directory);
        if (!Directory.Exists(directory))
        {
            throw new CliException(ExitCode.Usage, "ProgramNotFound",
                $"{project.Path}: main names '{directory}', which is no folder.", project.Path);
        }

        var files = Directory.GetFiles(directory, "*.csproj");
        if (files.Length != 1)
        {
            throw new CliException(
                ExitCode.Usage,
                "ProgramNotFound",
                $"'{directory}' holds {(files.Length == 0 ? "no C# project" : $"{files.Length} C# projects")}; the program's "
                    + "folder has to hold exactly one. Set main in Pulumi.yaml to its folder.",
                directory);
        }

        return new ProgramBuild(files[0]);
    }

    /// <summary>
    /// The assembly that was made of these very sources; null if there is none, so that the program has to be built.
    /// </summary>
    public string? FindCurrent()
    {
        if (BuildFolders.Find(ProjectFile) is not { } folders) return null;
        IReadOnlyList<string> projects = [ProjectFile, .. folders.References(ProjectFile)];
        // A configuration that was built once and then left alone may hold the newest program, with old assemblies beside it.
        return projects.All(File.Exists)
            ? folders.Programs(AssemblyName(ProjectFile)).FirstOrDefault(program => IsCurrent(program, projects)) : null;
    }

    /// <summary>Notes that a build of everything has just succeeded: not every build touches every assembly.</summary>
    /// <param name="assembly">The program that was built.</param>
    /// <param name="startedAt">When the build began (UTC): a file changed since then counts as newer.</param>
    public void Stamp(string assembly, DateTime startedAt)
    {
        if (BuildFolders.Find(ProjectFile) is not { } folders) return;
        var stamp = StampOf(assembly);
        File.WriteAllText(stamp, SourceFiles.Listing([ProjectFile, .. folders.References(ProjectFile)]));
        File.SetLastWriteTimeUtc(stamp, startedAt);
    }

    private static bool IsCurrent(string program, IReadOnlyList<string> projects)
    {
        var (output, stamp) = (Path.GetDirectoryName(program)!, StampOf(program));
        var built = File.Exists(stamp) ? File.GetLastWriteTimeUtc(stamp) : DateTime.MinValue;
        if (File.Exists(stamp) && File.ReadAllText(stamp) != SourceFiles.Listing(projects)) return false;
        return projects.All(project =>
        {
            var assembly = Path.Combine(output, AssemblyName(project) + ".dll");
            return File.Exists(assembly) && SourceFiles.Newest(project) is var newest
                && (newest <= File.GetLastWriteTimeUtc(assembly) || newest <= built);
        });
    }

    private static string StampOf(string assembly) => Path.Combine(Path.GetDirectoryName(assembly)!, StampFile);

    private static string AssemblyName(string projectFile)
    {
        var name = System.Xml.Linq.XDocument.Load(projectFile).Descendants("AssemblyName").FirstOrDefault()?.Value;
        return string.IsNullOrEmpty(name) ? Path.GetFileNameWithoutExtension(projectFile) : name;
    }
}
