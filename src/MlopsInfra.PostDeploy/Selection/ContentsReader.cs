using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading;
using MlopsInfra.PostDeploy.Reading.Components;
using MlopsInfra.PostDeploy.Reading.Endpoints;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Pipelines;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Reading.Schedules;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Selection;

/// <summary>Reads the files of a selection into what is published.</summary>
/// <param name="folder">The folder.</param>
/// <param name="files">The files.</param>
internal sealed class ContentsReader(FolderReader folder, SelectedFiles files)
{
    private readonly List<AssetDefinition> _assets = [];
    private readonly List<ScheduleDefinition> _schedules = [];
    private readonly List<ModelDeploymentDefinition> _modelDeployments = [];
    private readonly List<OnlineEndpointDefinition> _onlineEndpoints = [];
    private readonly List<OnlineDeploymentDefinition> _onlineDeployments = [];

    /// <summary>Reads everything; mistakes are in the folder's list.</summary>
    public FolderContents Read()
    {
        var endpoint = files.Endpoint is { } endpointFile ? BatchEndpointReader.Load(folder, endpointFile.Path) : null;
        var deployment =
            files.Deployment is { } deploymentFile
                ? BatchDeploymentReader.Load(folder, deploymentFile.Path) as BatchDeploymentDefinition : null;
        var deployed = deployment?.Component is { } named
            ? Deployed(deployment, named)
            : files.Pipeline is { } file ? DeployedPipelineReader.Load(folder, file.Path) : null;
        foreach (var other in files.Others) ReadOther(other);
        CheckSchedules();
        folder.Errors.ThrowIfAny();
        if (deployed is not null) RunOnly.Warn(deployed, _schedules, folder.Errors);
        return new FolderContents
        {
            Name = deployed?.Name ?? NameOfOthers(),
            Deployed = deployed,
            Endpoint = endpoint,
            Deployment = deployment,
            ModelDeployments = _modelDeployments,
            OnlineEndpoints = _onlineEndpoints,
            OnlineDeployments = _onlineDeployments,
            Assets = [.. _assets.Where(asset => !ReferenceEquals(asset, deployed?.Local))],
            Schedules = _schedules,
        };
    }

    private void ReadOther(FolderFile file)
    {
        switch (file.Kind)
        {
            case FileKind.Component or FileKind.PipelineComponent:
                Add(_assets, ComponentReader.Load(folder, file.Path, null));
                break;
            case FileKind.Environment:
                Add(_assets, EnvironmentReader.Load(folder, file.Path, null));
                break;
            case FileKind.Data:
                Add(_assets, DataReader.Load(folder, file.Path, null));
                break;
            case FileKind.Model:
                Add(_assets, ModelReader.Load(folder, file.Path, null));
                break;
            case FileKind.BatchDeployment:
                Add(_modelDeployments, BatchDeploymentReader.Load(folder, file.Path) as ModelDeploymentDefinition);
                break;
            case FileKind.OnlineEndpoint:
                Add(_onlineEndpoints, OnlineEndpointReader.Load(folder, file.Path));
                break;
            case FileKind.OnlineDeployment:
                Add(_onlineDeployments, OnlineDeploymentReader.Load(folder, file.Path));
                break;
            case FileKind.Schedule:
                Add(_schedules, ScheduleReader.Load(folder, file.Path));
                break;
        }
    }

    private static void Add<T>(List<T> definitions, T? definition)
        where T : Definition
    {
        if (definition is not null) definitions.Add(definition);
    }

    // A schedule has no versions: the second would take the place of the first with every publish.
    private void CheckSchedules()
    {
        foreach (var same in _schedules.GroupBy(schedule => schedule.Name, StringComparer.Ordinal))
        {
            foreach (var other in same.Skip(1))
                folder.Errors.Add(other.Location,
                    $"the schedule '{other.Name}' is described in '{same.First().Location.File}' already: give one of them "
                        + "another name");
        }
    }

    private DeployedPipeline? Deployed(BatchDeploymentDefinition deployment, DefinitionReference<ComponentDefinition> named)
    {
        if (named.Local is PipelineComponent deployed) return DeployedPipeline.Of(deployed);
        if (named.Remote is { } remote) return new DeployedPipeline(remote.Name ?? deployment.Name, named);
        folder.Errors.Add(named.Location,
            $"'{named.Local!.Name}' is a {named.Local.Type} component; a batch deployment runs a pipeline component");
        return null;
    }

    // One file alone has a name of its own; of several files no one stands for all, so it is the folder's name.
    private string NameOfOthers()
    {
        Definition[] all = [.. _modelDeployments, .. _onlineDeployments, .. _onlineEndpoints, .. _assets, .. _schedules];
        return all is [var only] ? only.Name : AssetName.Of(Path.GetFileName(folder.Root));
    }
}
