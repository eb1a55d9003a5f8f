using System.CommandLine;
using MlopsInfra.LocalEngine.Configuration;
using MlopsInfra.PostDeploy;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.Cli.Publishing;

/// <summary><c>--pipeline DIR</c>: the pipeline to publish.</summary>
internal static class PipelineOption
{
    /// <summary>Said at the end of an update that had nothing to publish.</summary>
    public const string NoneToPublish =
        "Nothing to publish: there is no pipelines/training beside Pulumi.yaml (--pipeline DIR names another folder)";

    /// <summary>The option, for a command to list.</summary>
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

    /// <summary>
    /// The pipeline to publish at the end of an update; null where none was named and the project has none of its own.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="directory">The folder given on the command line; null for none.</param>
    /// <exception cref="PipelineFolderException">The folder that was named does not exist, or the pipeline is wrong.</exception>
    public static PipelineFolder? ReadIfAny(ProjectFile project, string? directory)
    {
        var folder = Folder(project, directory);
        return directory is null && !Directory.Exists(folder) ? null : PipelineFolder.Read(folder);
    }
}
