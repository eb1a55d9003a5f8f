using MlopsInfra.LocalEngine.Configuration;
using MlopsInfra.PostDeploy;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.Cli.Publishing;

/// <summary>Which files the command line says to publish.</summary>
/// <param name="Path">A file or a folder; null: <c>pipelines/training</c> of the project.</param>
/// <param name="Options">What of the folder, and how its computes are called in the environment.</param>
internal sealed record PublishedPipeline(string? Path, PipelineFolderOptions Options)
{
    /// <summary>Said at the end of an update that had nothing to publish.</summary>
    public const string NoneToPublish =
        "Nothing to publish: there is no pipelines/training beside Pulumi.yaml (--pipeline PATH names another folder or file)";

    /// <summary>What is published, for people.</summary>
    public string Word => Path ?? "the training pipeline";

    /// <summary>Reads it.</summary>
    /// <param name="project">The project.</param>
    /// <exception cref="PipelineFolderException">There is no such file or folder, or something in it is wrong.</exception>
    public PipelineFolder Read(ProjectFile project) => PipelineFolder.Read(Path ?? Default(project), Options);

    /// <summary>
    /// Reads what is published at the end of an update; null where nothing was named and the project has no pipeline of its own.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <exception cref="PipelineFolderException">What was named does not exist, or something in it is wrong.</exception>
    public PipelineFolder? ReadIfAny(ProjectFile project) =>
        Path is null && !Directory.Exists(Default(project)) ? null : Read(project);

    private static string Default(ProjectFile project) => System.IO.Path.Combine(project.Directory, "pipelines", "training");
}
