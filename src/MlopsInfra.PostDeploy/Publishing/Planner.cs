using System.Text.Json.Nodes;
using MlopsInfra.Contract;
using MlopsInfra.PostDeploy.Arm;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>Holds a folder to what the workspace has. Reads only, side by side.</summary>
internal sealed class Planner : IDisposable
{
    private readonly WorkspaceClient _workspace;
    private readonly EnvironmentOutputs _outputs;
    private readonly SemaphoreSlim _gate;

    public Planner(WorkspaceClient workspace, EnvironmentOutputs outputs, int parallelism)
    {
        _workspace = workspace;
        _outputs = outputs;
        _gate = new SemaphoreSlim(parallelism);
    }

    public async Task<PublishPlan> PlanAsync(FolderContents contents, CancellationToken cancellationToken)
    {
        var check = new ReferenceCheck(_outputs, path => FindAsync(path, cancellationToken));
        var latest = await check.RunAsync(contents);
        var graph = new AssetGraph(contents, latest, _outputs.TrainingComputeName);
        var endpointPath = $"batchEndpoints/{_outputs.BatchEndpointName}";
        var isDeployed = contents.Deployed is not null;

        var assets = graph.Assets.Select(asset => asset is UploadAsset
            ? Task.FromResult<JsonObject?>([]) : FindAsync(asset.Path, cancellationToken)).ToArray();
        var endpoint = isDeployed ? FindAsync(endpointPath, cancellationToken) : Task.FromResult<JsonObject?>(null);
        var deployments = isDeployed
            ? ReadAsync($"{endpointPath}/deployments", _workspace.ListAsync, cancellationToken)
            : Task.FromResult<IReadOnlyList<JsonObject>>([]);
        var schedules =
            contents.Schedules.Select(schedule => FindAsync(ScheduleWork.PathOf(schedule.Name), cancellationToken)).ToArray();
        await Task.WhenAll([.. assets, endpoint, deployments, .. schedules]);

        var missing = graph.Assets.Where((_, index) => assets[index].Result is null).ToHashSet();
        if (missing.OfType<DefinedAsset>().FirstOrDefault(asset => asset.Definition is EnvironmentDefinition { NeedsBuild: true })
            is { } built)
        {
            await new ImageBuildCheck(_workspace).RequireBuilderAsync(built, cancellationToken);
        }

        var deploymentWork = isDeployed ? new DeploymentWork(contents, graph, _outputs, deployments.Result) : null;
        ScheduleWork[] scheduleWork =
            [.. contents.Schedules.Select((schedule, index) => new ScheduleWork(schedule, graph, schedules[index].Result))];
        // Whether files are there is looked at when something that names them is written: it was not before they were.
        missing.UnionWith(missing.SelectMany(asset => asset.Needs)
            .Concat(deploymentWork is { IsMissing: true } ? deploymentWork.Needs : [])
            .Concat(scheduleWork.Where(schedule => schedule.Op != PublishOperation.Same).SelectMany(schedule => schedule.Needs))
            .OfType<UploadAsset>().ToArray());
        return new PublishPlan(graph, missing, new LinkTargets(graph, _workspace.WorkspaceId, _outputs.TrainingComputeName))
        {
            Warnings = check.Warnings,
            EndpointWork = isDeployed
                ? new EndpointWork(_outputs.BatchEndpointName, _outputs.Location, contents.Endpoint, endpoint.Result) : null,
            DeploymentWork = deploymentWork,
            ScheduleWork = scheduleWork,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private Task<JsonObject?> FindAsync(string path, CancellationToken cancellationToken) =>
        ReadAsync(path, _workspace.FindAsync, cancellationToken);

    private async Task<T> ReadAsync<T>(string path, Func<string, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await read(path, cancellationToken);
        }
        catch (Exception e) when (ArmFailure.IsAzure(e, cancellationToken))
        {
            throw ArmFailure.Of(e, $"read {path.Split('?')[0]}", $"{_workspace.WorkspaceId}/{path}");
        }
        finally
        {
            _gate.Release();
        }
    }
}
