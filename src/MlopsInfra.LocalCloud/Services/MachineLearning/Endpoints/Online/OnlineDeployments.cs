using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online.Collection;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>
/// Lets run what is deployed: what is in the store, whoever put it there, and nothing else. It starts with the server and ends
/// with it.
/// </summary>
internal sealed class OnlineDeployments(CloudContext cloud, IResourceManager resources, ModelServers servers,
    CollectionAgents agents, WorkloadHost host, ConsoleTelemetry telemetry, BackgroundWork background,
    RequestRecorder recorder) : IHostedService, IDisposable
{
    private const string Kind = "deployments";
    private const int StartedAtOnce = 4;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<ResourceId, OnlineDeployment> _all = new();
    private readonly SemaphoreSlim _starts = new(StartedAtOnce);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();

    // One that was deleted may still be ending when another of its name begins.
    private int _made;

    private readonly HttpClient _probes = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Whether deployments are executed.</summary>
    public bool Executes => host.Executes;

    /// <summary>A deployment as it runs; null if it does not.</summary>
    public OnlineDeployment? Find(ResourceId id) => _all.GetValueOrDefault(id);

    /// <summary>Starts a deployment as it is in the store, unless it runs so.</summary>
    /// <param name="id">The deployment.</param>
    /// <param name="again">Whether one that failed is started again, though it is as it was.</param>
    /// <returns>Ends when it answers, or has failed; null if there is nothing to do.</returns>
    public Task<DeploymentFailure?>? Apply(ResourceId id, bool again)
    {
        if (!Executes || resources.Find(id) is not { } resource) return null;
        var plan = DeploymentPlan.Read(id, resource, WorkspaceAssets.Require(id, resources));
        lock (_gate)
        {
            var deployment = _all.GetOrAdd(id, _ => new OnlineDeployment(servers, agents, host, _probes, telemetry,
                host.FolderOf(Kind, $"{plan.Endpoint.Name}-{id.Name}-{Interlocked.Increment(ref _made)}")));
            if (deployment.Signature == plan.Signature && !(again && deployment.State == DeploymentState.Failed))
                return deployment.Started is { IsCompleted: false } running ? running : null;
            deployment.Signature = plan.Signature;
            var started = new TaskCompletionSource<DeploymentFailure?>(TaskCreationOptions.RunContinuationsAsynchronously);
            background.Run(cancellationToken => StartAsync(deployment, plan, started, cancellationToken));
            return deployment.Started = started.Task;
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Executes) return Task.CompletedTask;
        // What a server left that was killed.
        if (Path.GetDirectoryName(host.FolderOf(Kind, "x")) is { } left && Directory.Exists(left))
            Directory.Delete(left, recursive: true);
        background.Run(WatchAsync);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_all.Values.Select(deployment => deployment.DisposeAsync().AsTask()));
        _all.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _starts.Dispose();
        _probes.Dispose();
    }

    private async Task StartAsync(OnlineDeployment deployment, DeploymentPlan plan,
        TaskCompletionSource<DeploymentFailure?> started,
        CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        try
        {
            await _starts.WaitAsync(both.Token);
            try
            {
                started.SetResult(await deployment.StartAsync(plan, both.Token));
            }
            finally
            {
                _starts.Release();
            }
        }
        catch (Exception exception)
        {
            // Who waits for the start has to be told, whatever it was.
            started.TrySetResult(new DeploymentFailure("InternalServerError", exception.Message));
            if (exception is not OperationCanceledException) throw;
        }
    }

    // Programs write and delete behind the server's back, and with a resource goes what stands in it.
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        var seen = -1L;
        try
        {
            while (true)
            {
                if (cloud.Store.Writes is var writes && writes != seen)
                {
                    seen = writes;
                    Compare();
                }

                await Task.Delay(Period, both.Token);
            }
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    private void Compare()
    {
        var wanted =
            cloud.Store.OfType(OnlineDeploymentResource.TypeName).Select(found => ResourceId.Parse(found.Key)).ToHashSet();
        foreach (var id in _all.Keys.Where(id => !wanted.Contains(id)))
        {
            if (_all.TryRemove(id, out var gone)) background.Run(_ => gone.DisposeAsync().AsTask());
        }

        foreach (var id in wanted)
        {
            try
            {
                _ = Apply(id, again: false);
            }
            catch (ArmException exception)
            {
                // The others start all the same.
                recorder.AddBackground(exception);
            }
        }
    }
}
