using System.Text.Json.Nodes;
using MlopsInfra.Contract;
using MlopsInfra.PostDeploy.Arm;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

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
        var latest = await ReferencesAsync(contents, cancellationToken);
        var graph = AssetGraph.Build(contents, latest);
        var endpointPath = $"batchEndpoints/{_outputs.BatchEndpointName}";

        var assets = graph.Assets.Select(asset => FindAsync(asset.Path, cancellationToken)).ToArray();
        var endpoint = FindAsync(endpointPath, cancellationToken);
        var deployments = ReadAsync($"{endpointPath}/deployments", _workspace.ListAsync, cancellationToken);
        var schedules =
            contents.Schedules.Select(schedule => FindAsync(ScheduleWork.PathOf(schedule.Name), cancellationToken)).ToArray();
        await Task.WhenAll([.. assets, endpoint, deployments, .. schedules]);

        var missing = graph.Assets.Where((_, index) => assets[index].Result is null).ToHashSet();
        if (missing.OfType<EnvironmentAsset>().FirstOrDefault(environment => environment.NeedsBuild) is { } built)
            await new ImageBuildCheck(_workspace).RequireBuilderAsync(built, cancellationToken);
        return new PublishPlan(
            graph,
            missing,
            new EndpointWork(_outputs.BatchEndpointName, _outputs.Location, contents.Endpoint, endpoint.Result),
            new DeploymentWork(contents, graph.Pipeline, _outputs, deployments.Result),
            [.. contents.Schedules.Select((schedule,
                index) => new ScheduleWork(schedule, graph, _outputs, schedules[index].Result))]);
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    /// <summary>
    /// Holds what the folder refers to without describing it to the workspace: a reference that points at nothing is found
    /// before anything is written. The latest versions are fixed here, so that what is published is what was planned.
    /// </summary>
    private async Task<IReadOnlyDictionary<RemoteAsset, string>> ReferencesAsync(FolderContents contents,
        CancellationToken cancellationToken)
    {
        var errors = new ErrorList();
        var latest = new Dictionary<RemoteAsset, string>();
        var assets = RemoteAssets.Of(contents).Where(asset => asset.IsInWorkspace).ToArray();
        var computes = RemoteAssets.Computes(contents)
            .Where(compute => compute.Name != "serverless" && compute.Name != _outputs.TrainingComputeName)
            .ToArray();
        var foundAssets = assets.Select(asset => FindAsync(
            asset.Version is null
                ? $"{asset.Collection}/{asset.Name}" : $"{asset.Collection}/{asset.Name}/versions/{asset.Version}",
            cancellationToken)).ToArray();
        var foundComputes = computes.Select(compute => FindAsync($"computes/{compute.Name}", cancellationToken)).ToArray();
        await Task.WhenAll([.. foundAssets, .. foundComputes]);

        for (var i = 0; i < assets.Length; i++)
        {
            var version = assets[i].Version ?? foundAssets[i].Result?["properties"]?["latestVersion"]?.GetValue<string>();
            if (foundAssets[i].Result is null || version is null)
            {
                errors.Add(assets[i].Location,
                    $"'{assets[i].Text}' is neither described in this folder nor registered in the workspace "
                        + $"'{_outputs.WorkspaceName}'");
            }
            else
            {
                latest[assets[i]] = version;
            }
        }

        for (var i = 0; i < computes.Length; i++)
        {
            if (foundComputes[i].Result is not null) continue;
            errors.Add(computes[i].Location,
                $"the compute '{computes[i].Name}' does not exist in the workspace '{_outputs.WorkspaceName}'; " +
                                             "leave it out to use the environment's training cluster "
                                             + $"'{_outputs.TrainingComputeName}'");
        }

        errors.ThrowIfAny();
        return latest;
    }

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
