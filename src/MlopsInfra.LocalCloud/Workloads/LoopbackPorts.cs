using System.Net;
using System.Net.Sockets;

namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>Ports on the loopback address.</summary>
internal static class LoopbackPorts
{
    /// <summary>A port that is free now. Who gets it has to listen soon: nothing keeps it free.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Whether nobody listens on a port.</summary>
    /// <param name="port">The port.</param>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
