using MlopsInfra.Cli.Output;
using MlopsInfra.LocalEngine.Configuration;

namespace MlopsInfra.Cli.Projects;

/// <summary>The program's assembly, built where it has to be.</summary>
internal static class ProgramAssembly
{
    /// <summary>Finds it, and builds it first if it is missing or older than its sources.</summary>
    /// <param name="project">The Pulumi project.</param>
    /// <param name="output">Is told of a build.</param>
    /// <param name="cancellationToken">Ends a build.</param>
    /// <exception cref="CliException">There is no program, or it does not build.</exception>
    public static async Task<string> GetAsync(ProjectFile project, IRunOutput output, CancellationToken cancellationToken)
    {
        var build = ProgramBuild.Find(project);
        if (build.IsCurrent()) return build.Assembly!;
        output.Phase($"Building {Path.GetRelativePath(project.Directory, build.ProjectFile)}");
        var startedAt = DateTime.UtcNow;
        await DotnetBuild.RunAsync(build.ProjectFile, cancellationToken);
        var built = ProgramBuild.Find(project);
        if (built.Assembly is null)
        {
            throw new CliException(
                ExitCode.Usage, "ProgramNotFound", $"The build of {build.ProjectFile} left no executable assembly: its OutputType has to be Exe.", build.ProjectFile);
        }

        built.Stamp(startedAt);
        return built.Assembly;
    }
}
