using System.Net;
using System.Security.Cryptography.X509Certificates;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Server;

/// <summary>Reaches a server in another process as <see cref="LocalCloudServer.CreateHandler"/> does in this one.</summary>
public static class LocalCloudTransport
{
    /// <summary>A transport that trusts exactly this server and leads Azure's hosts to it. Any other host is refused.</summary>
    /// <param name="address">Its address, as in <c>https://localhost:41234/</c>.</param>
    /// <param name="certificate">Its certificate.</param>
    public static HttpMessageHandler CreateHandler(Uri address, X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(certificate);
        return LoopbackHandler.Create(new IPEndPoint(IPAddress.Loopback, address.Port), certificate);
    }
}
