using MlopsInfra.Cli.Output;
using MlopsInfra.LocalEngine.Configuration;

namespace MlopsInfra.Cli.Projects;

/// <summary>The program's assembly, built where it has to be.</summary>
internal static class ProgramAssembly
{
    /// <summary>Finds it, and builds it first if none was made of the sources as they are.</summary>
    /// <param name="project">The Pulumi project.</param>
    /// <param name="output">Is told of a build.</param>
    /// <param name="cancellationToken">Ends a build.</param>
    /// <exception cref="CliException">There is no program, or it does not build.</exception>
    public static async Task<string> GetAsync(ProjectFile project, IRunOutput output, CancellationToken cancellationToken)
    {
        var build = ProgramBuild.Find(project);
        if (build.FindCurrent() is { } current) return current;
        output.Phase($"Building {Path.GetRelativePath(project.Directory, build.ProjectFile)}");
        var startedAt = DateTime.UtcNow;
        var assembly = await DotnetBuild.RunAsync(build.ProjectFile, cancellationToken);
        build.Stamp(assembly, startedAt);
        return assembly;
    }
}
