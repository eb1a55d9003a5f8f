using System.CommandLine;
using MlopsInfra.LocalEngine.Configuration;

namespace MlopsInfra.Cli.Commands;

/// <summary><c>--pipeline DIR</c>: the pipeline to publish.</summary>
internal static class PipelineOption
{
    /// <summary>Makes it.</summary>
    public static Option<string?> Create() => new("--pipeline")
    {
        HelpName = "DIR",
        Description = "The folder of the pipeline's YAML files. Default: pipelines/training beside Pulumi.yaml.",
    };

    /// <summary>The folder given, relative to the current one; else <c>pipelines/training</c> of the project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="directory">The folder given on the command line; null for none.</param>
    public static string Folder(ProjectFile project, string? directory) =>
        directory is null ? Path.Combine(project.Directory, "pipelines", "training") : Path.GetFullPath(directory);
}
