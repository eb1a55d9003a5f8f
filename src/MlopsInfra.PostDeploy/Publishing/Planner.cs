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
        var check = new ReferenceCheck(_outputs, Find);
        var latest = await check.RunAsync(contents);
        var graph = new AssetGraph(contents, latest, _outputs.TrainingComputeName);
        var targets = new LinkTargets(graph, _workspace.WorkspaceId, _outputs.TrainingComputeName);
        var onlinePlanner = new OnlinePlanner(_outputs, graph, targets, Find);

        // Whether files are there is looked at when something that names them is written: it was not before they were.
        var assets = graph.Assets.Select(asset => asset is UploadAsset ? Task.FromResult<JsonObject?>([]) : Find(asset.Path))
            .ToArray();
        var batch = PlanBatchAsync(contents, graph, cancellationToken);
        var online = onlinePlanner.PlanAsync(contents);
        var schedules = contents.Schedules.Select(schedule => Find(ScheduleWork.PathOf(schedule.Name))).ToArray();
        await Task.WhenAll([.. assets, batch, online, .. schedules]);

        var missing = graph.Assets.Where((_, index) => assets[index].Result is null).ToHashSet();
        if (missing.OfType<DefinedAsset>().FirstOrDefault(asset => asset.Definition is EnvironmentDefinition { NeedsBuild: true })
            is { } built)
        {
            await new ImageBuildCheck(_workspace).RequireBuilderAsync(built, cancellationToken);
        }

        ScheduleWork[] scheduleWork =
            [.. contents.Schedules.Select((schedule, index) => new ScheduleWork(schedule, graph, schedules[index].Result))];
        missing.UnionWith(missing.SelectMany(asset => asset.Needs)
            .Concat(batch.Result?.Needs ?? [])
            .Concat(online.Result.SelectMany(work => work.Needs))
            .Concat(scheduleWork.Where(schedule => schedule.Op != PublishOperation.Same).SelectMany(schedule => schedule.Needs))
            .OfType<UploadAsset>().ToArray());
        return new PublishPlan(graph, missing, targets)
        {
            Warnings = [.. check.Warnings, .. batch.Result?.Warnings ?? [], .. onlinePlanner.Warnings],
            BatchWork = batch.Result,
            OnlineWork = online.Result,
            ScheduleWork = scheduleWork,
        };

        Task<JsonObject?> Find(string path) => FindAsync(path, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<BatchWork?> PlanBatchAsync(FolderContents contents, AssetGraph graph, CancellationToken cancellationToken)
    {
        if (contents is { Deployed: null, Endpoint: null, ModelDeployments.Count: 0 }) return null;
        var name = BatchEndpointChoice.NameOf(contents, _outputs);
        var path = $"batchEndpoints/{name}";
        var endpoint = FindAsync(path, cancellationToken);
        var deployments = ReadAsync($"{path}/deployments", _workspace.ListAsync, cancellationToken);
        await Task.WhenAll(endpoint, deployments);
        return new BatchWork(contents, graph, _outputs, name, endpoint.Result, deployments.Result);
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
