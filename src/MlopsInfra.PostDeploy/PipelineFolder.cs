using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy;

/// <summary>
/// A folder with the standard YAML files of Azure Machine Learning v2: one pipeline, and optionally its batch endpoint,
/// deployment, data assets, models and schedules. Read and checked as a whole, without asking Azure for anything.
/// </summary>
public sealed class PipelineFolder
{
    private PipelineFolder(string path, FolderContents contents, IReadOnlyList<PipelineError> warnings)
    {
        Path = path;
        Contents = contents;
        Warnings = warnings;
    }

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Name of the pipeline, as it is registered.</summary>
    public string PipelineName => Contents.Name;

    /// <summary>What Azure takes but is likely not what was meant, in the order of files and lines.</summary>
    public IReadOnlyList<PipelineError> Warnings { get; }

    internal FolderContents Contents { get; }

    /// <summary>Reads a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="PipelineFolderException">There is no such folder, no pipeline in it, or mistakes in its files: all of
    /// them, each with file, line and column.</exception>
    public static PipelineFolder Read(string path)
    {
        var root = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (!Directory.Exists(root)) throw new PipelineFolderException($"the pipeline folder '{path}' does not exist");

        var reader = new FolderReader(root);
        var endpoint =
            Only(reader, FileKind.BatchEndpoint) is { } endpointFile
                ? EndpointReader.ReadEndpoint(reader, endpointFile.Path) : null;
        var deployment = Only(reader, FileKind.BatchDeployment) is { } deploymentFile
            ? EndpointReader.ReadDeployment(reader, deploymentFile.Path) : null;
        var pipeline = PipelineOf(reader, deployment, path);
        DataDefinition[] data =
            [.. reader.TopLevel(FileKind.Data).Select(file => DataReader.Load(reader, file.Path, null)).OfType<DataDefinition>()];
        ModelDefinition[] models =
            [.. reader.TopLevel(FileKind.Model).Select(file => DataReader.LoadModel(reader, file.Path, null))
            .OfType<ModelDefinition>()];
        ScheduleDefinition[] schedules =
            [.. reader.TopLevel(FileKind.Schedule).Select(file => ScheduleReader.Load(reader, file.Path))
                .OfType<ScheduleDefinition>()];
        reader.Errors.ThrowIfAny();
        var contents = new FolderContents
        {
            Name = pipeline!.Name,
            Deployed = pipeline,
            Endpoint = endpoint,
            Deployment = deployment,
            Assets = [.. data, .. models],
            Schedules = schedules,
        };
        return new PipelineFolder(root, contents, reader.Errors.Warnings);
    }

    private static FolderFile? Only(FolderReader reader, FileKind kind)
    {
        var files = reader.TopLevel(kind).ToArray();
        foreach (var second in files.Skip(1))
        {
            reader.Errors.Add(
                new SourceLocation(reader.NameOf(second.Path), 1, 1),
                $"a folder publishes one pipeline behind one endpoint, but '{reader.NameOf(files[0].Path)}' is of the same kind");
        }

        return files.FirstOrDefault();
    }

    /// <summary>The pipeline that is published: the one the deployment names, else the folder's only one.</summary>
    private static DeployedPipeline? PipelineOf(FolderReader reader, BatchDeploymentDefinition? deployment, string path)
    {
        if (deployment?.Component is { } named)
        {
            if (named.Local is PipelineComponent deployed) return DeployedPipeline.Of(deployed);
            if (named.Remote is { } remote) return new DeployedPipeline(remote.Name ?? deployment.Name, named);
            reader.Errors.Add(named.Location,
                $"'{named.Local!.Name}' is a {named.Local.Type} component; a batch deployment runs a pipeline component");
            return null;
        }

        var files = reader.TopLevel(FileKind.PipelineComponent, FileKind.PipelineJob).ToArray();
        if (files.Length == 1) return DeployedPipelineReader.Load(reader, files[0].Path);
        // A mistake in the deployment, or a file that is no YAML, is the better explanation.
        if (files.Length == 0) reader.ReportUnreadable();
        reader.Errors.ThrowIfAny();
        throw new PipelineFolderException(files.Length == 0
            ? $"there is no pipeline in '{path}': expected a YAML file with 'type: pipeline', such as pipeline.yml"
            : $"there are several pipelines in '{path}' ({string.Join(", ", files.Select(file => reader.NameOf(file.Path)))}): " +
              "name the one to publish as 'component' of the deployment file");
    }
}
