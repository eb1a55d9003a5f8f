using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading;
using MlopsInfra.PostDeploy.Reading.Endpoints;
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
        var endpoint = Only(reader, reader.TopLevel(FileKind.BatchEndpoint)) is { } endpointFile
            ? BatchEndpointReader.Load(reader, endpointFile.Path) : null;
        var batchDeployments = Load(reader, FileKind.BatchDeployment, BatchDeploymentReader.Load).ToArray();
        var pipelineDeployments = batchDeployments.Where(entry => entry.Definition is BatchDeploymentDefinition).ToArray();
        Only(reader, pipelineDeployments.Select(entry => entry.File));
        var deployment =
            pipelineDeployments.Select(entry => entry.Definition).OfType<BatchDeploymentDefinition>().FirstOrDefault();
        ModelDeploymentDefinition[] modelDeployments =
            [.. batchDeployments.Select(entry => entry.Definition).OfType<ModelDeploymentDefinition>()];
        OnlineEndpointDefinition[] onlineEndpoints =
            [.. Load(reader, FileKind.OnlineEndpoint, OnlineEndpointReader.Load).Select(entry => entry.Definition)];
        OnlineDeploymentDefinition[] onlineDeployments =
            [.. Load(reader, FileKind.OnlineDeployment, OnlineDeploymentReader.Load).Select(entry => entry.Definition)];
        var isModelsOnly =
            deployment is null && reader.TopLevel(FileKind.PipelineComponent, FileKind.PipelineJob).FirstOrDefault() is null
            && (modelDeployments.Length > 0 || onlineEndpoints.Length > 0 || onlineDeployments.Length > 0);
        var pipeline = isModelsOnly ? null : PipelineOf(reader, deployment, path);
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
            Name = pipeline?.Name
                ?? ((Definition?)modelDeployments.FirstOrDefault() ?? onlineDeployments.FirstOrDefault())?.Name
                ?? onlineEndpoints[0].Name,
            Deployed = pipeline,
            Endpoint = endpoint,
            Deployment = deployment,
            ModelDeployments = modelDeployments,
            OnlineEndpoints = onlineEndpoints,
            OnlineDeployments = onlineDeployments,
            Assets = [.. data, .. models],
            Schedules = schedules,
        };
        return new PipelineFolder(root, contents, reader.Errors.Warnings);
    }

    private static IEnumerable<(FolderFile File, T Definition)> Load<T>(
        FolderReader reader, FileKind kind, Func<FolderReader, string, T?> load)
        where T : Definition
    {
        foreach (var file in reader.TopLevel(kind))
            if (load(reader, file.Path) is { } definition) yield return (file, definition);
    }

    private static FolderFile? Only(FolderReader reader, IEnumerable<FolderFile> all)
    {
        var files = all.ToArray();
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
