using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>Executes workloads, and ends all of them with the server.</summary>
/// <param name="runner">How they are executed.</param>
/// <param name="options">How the server behaves.</param>
internal sealed class WorkloadHost(IWorkloadRunner runner, LocalCloudServerOptions options) : IHostedService
{
    private readonly ConcurrentDictionary<IWorkload, WorkloadSpec> _running = new();
    private volatile bool _ended;

    /// <summary>Whether anything is executed at all.</summary>
    public bool Executes => options.Executor != WorkloadExecutor.Simulate;

    /// <summary>Whether it is executed in containers.</summary>
    public bool InContainers => options.Executor == WorkloadExecutor.Container;

    /// <summary>Names of what runs now.</summary>
    public IReadOnlyList<string> Running => [.. _running.Values.Select(spec => spec.Name)];

    /// <summary>The folder that workloads have their own folders in: <c>workloads/KIND/NAME</c> of the server's data.</summary>
    /// <param name="kind">What they are, as in <c>jobs</c>.</param>
    /// <param name="name">The name of one; what a file name can't hold is replaced.</param>
    public string FolderOf(string kind, string name) => Path.Combine(Path.GetFullPath(options.DataFolder), "workloads", kind,
        InnerPaths.FileName(name));

    /// <summary>Starts one.</summary>
    /// <param name="spec">What is to be executed.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="WorkloadException">It can't be started.</exception>
    public async Task<IWorkload> StartAsync(WorkloadSpec spec, CancellationToken cancellationToken)
    {
        if (_ended) throw new WorkloadException($"The {spec.Name} is not started: the local cloud ends.");
        var workload = await runner.StartAsync(spec, cancellationToken);
        _running[workload] = spec;
        _ = ForgetAsync(workload);
        // The end may have come between the two.
        if (_ended) await workload.StopAsync();
        return workload;
    }

    /// <summary>Removes what an earlier server left behind, and refuses where nothing can be executed.</summary>
    /// <exception cref="WorkloadException">No Docker daemon answers.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => runner.StartAsync(cancellationToken);

    /// <summary>Ends everything.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _ended = true;
        await Task.WhenAll(_running.Keys.Select(workload => workload.StopAsync()));
    }

    private async Task ForgetAsync(IWorkload workload)
    {
        try
        {
            await workload.Exit;
        }
        catch (WorkloadException)
        {
            // Who started it waits for it, too, and is told the same.
        }
        finally
        {
            _running.TryRemove(workload, out _);
        }
    }
}
