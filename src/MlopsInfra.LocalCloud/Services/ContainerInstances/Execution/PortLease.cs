using System.Collections.Concurrent;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>
/// Ports of this machine for ports of containers: the same number where it is free, else another one. Groups of this server don't
/// take each other's.
/// </summary>
internal sealed class PortLease
{
    private readonly ConcurrentDictionary<int, bool> _taken = new();

    /// <summary>Takes a port for a port of a container.</summary>
    public int Take(int port)
    {
        if (_taken.TryAdd(port, true))
        {
            if (LoopbackPorts.IsFree(port)) return port;
            _taken.TryRemove(port, out _);
        }

        while (true)
        {
            var other = LoopbackPorts.Free();
            if (_taken.TryAdd(other, true)) return other;
        }
    }

    /// <summary>Gives ports back.</summary>
    public void Return(IEnumerable<int> ports)
    {
        foreach (var port in ports) _taken.TryRemove(port, out _);
    }
}
