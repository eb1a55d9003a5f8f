using System.Text.RegularExpressions;
using MlopsInfra.Lifecycle.Runs;
using MlopsInfra.PostDeploy;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>
/// Publishes, on the local cloud, a pipeline of the project that is run by its name and not registered yet: as a stack that is
/// not up is brought up on the way.
/// </summary>
internal static partial class LocalPipelines
{
    /// <summary>Publishes it where that has to be done. In Azure nothing is published on the way.</summary>
    /// <param name="targets">The environment.</param>
    /// <param name="runs">Its runs.</param>
    /// <param name="pipeline">The pipeline component's name, with or without a version.</param>
    /// <param name="output">Is told.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <exception cref="PipelineFolderException">Something in its folder is wrong.</exception>
    public static async Task EnsureAsync(LifecycleTargets targets, TrainingRuns runs, string pipeline, LifecycleOutput output,
        CancellationToken cancellationToken)
    {
        if (!targets.IsLocal || pipeline.Contains(':') || await runs.IsRegisteredAsync(pipeline, cancellationToken)
            || FolderOf(targets.ProjectDirectory, pipeline) is not { } folder) return;
        output.Note($"The pipeline '{pipeline}' is not registered in {targets.Environment.Name}: it is published first, as by "
            + $"'mlops publish {targets.Environment.Name} --local --pipeline "
            + $"{Path.GetRelativePath(targets.ProjectDirectory, folder).Replace('\\', '/')}'.");
        await targets.PublishAsync(PipelineFolder.Read(folder, new PipelineFolderOptions()), output, cancellationToken);
    }

    /// <summary>The folder of <c>pipelines/</c> that has a pipeline; null if none has.</summary>
    /// <param name="projectDirectory">The folder of <c>Pulumi.yaml</c>.</param>
    /// <param name="pipeline">Name of the pipeline component.</param>
    internal static string? FolderOf(string projectDirectory, string pipeline)
    {
        var root = Path.Combine(projectDirectory, "pipelines");
        return !Directory.Exists(root) ? null : Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "pipeline.yml"))
                && NameLine().Match(File.ReadAllText(Path.Combine(folder, "pipeline.yml"))) is { Success: true } name
                && name.Groups["name"].Value == pipeline);
    }

    [GeneratedRegex("""^name:[ \t]*["']?(?<name>[A-Za-z0-9_.-]+)["']?[ \t]*(#.*)?\r?$""", RegexOptions.Multiline)]
    private static partial Regex NameLine();
}
