using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// The transport that leads clients with Azure's own URLs to the local server: connections to Azure's hosts end on loopback,
/// exactly its certificate is trusted, and any other host is refused, so that nothing leaves the machine.
/// </summary>
internal static class LoopbackHandler
{
    public static SocketsHttpHandler Create(IPEndPoint server, X509Certificate2 certificate)
    {
        var expected = certificate.RawData;
        return new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, server, cancellationToken),
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, offered, _, _) =>
                    offered is not null && offered.GetRawCertData().AsSpan().SequenceEqual(expected),
            },
        };
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint asked, IPEndPoint server, CancellationToken cancellationToken)
    {
        if (!AzureHosts.IsServedHere(asked.Host))
        {
            throw new HttpRequestException(
                $"The local cloud does not stand in for host '{asked.Host}', and nothing else is reached from here.");
        }

        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
