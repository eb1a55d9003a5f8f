using MlopsInfra.LocalEngine.Configuration;

namespace MlopsInfra.Cli.Commands;

/// <summary>Where the pipeline to publish is.</summary>
internal static class PipelineFolders
{
    /// <summary>The folder given, relative to the current one; else <c>pipelines/training</c> of the project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="directory">The folder given on the command line; null for none.</param>
    public static string Find(ProjectFile project, string? directory) =>
        directory is null ? Path.Combine(project.Directory, "pipelines", "training") : Path.GetFullPath(directory);
}
