using System.Collections.Concurrent;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>
/// How many jobs run at once: one on each node that a cluster may have, one on each processor without a cluster.
/// </summary>
internal sealed class ComputeSlots
{
    private readonly ConcurrentDictionary<(string Compute, int Nodes), SemaphoreSlim> _slots = new();

    /// <summary>Waits for a node.</summary>
    /// <param name="compute">The compute; null for serverless.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>To be disposed when the job has ended.</returns>
    public async Task<IDisposable> TakeAsync(string? compute, WorkspaceAssets workspace, CancellationToken cancellationToken)
    {
        var cluster = compute is null ? null : workspace.FindChild("computes", compute);
        var nodes = cluster?.Number("properties.properties.scaleSettings.maxNodeCount") ?? Environment.ProcessorCount;
        // A cluster that may have no node lets its jobs wait, as in Azure.
        if (nodes <= 0) await Task.Delay(Timeout.Infinite, cancellationToken);
        var key = (cluster?.Text("id") ?? "serverless", (int)nodes);
        var slots = _slots.GetOrAdd(key, _ => new SemaphoreSlim((int)nodes));
        await slots.WaitAsync(cancellationToken);
        return new Slot(slots);
    }

    private sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        private SemaphoreSlim? _slots = slots;

        public void Dispose() => Interlocked.Exchange(ref _slots, null)?.Release();
    }
}
