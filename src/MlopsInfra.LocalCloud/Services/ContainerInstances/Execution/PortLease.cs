using System.Collections.Concurrent;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>
/// Ports of this machine for ports of containers: the same number where it is free, else another one. Groups don't take each
/// other's.
/// </summary>
internal static class PortLease
{
    // Ports are the machine's: servers of one process share them, too. A container that is started again leaves its port for a
    // moment, in which it is not to be had by another one.
    private static readonly ConcurrentDictionary<int, bool> Taken = new();

    /// <summary>Takes a port for a port of a container.</summary>
    public static int Take(int port)
    {
        if (Taken.TryAdd(port, true))
        {
            if (LoopbackPorts.IsFree(port)) return port;
            Taken.TryRemove(port, out _);
        }

        while (true)
        {
            var other = LoopbackPorts.Free();
            if (Taken.TryAdd(other, true)) return other;
        }
    }

    /// <summary>Gives ports back.</summary>
    public static void Return(IEnumerable<int> ports)
    {
        foreach (var port in ports) Taken.TryRemove(port, out _);
    }
}
