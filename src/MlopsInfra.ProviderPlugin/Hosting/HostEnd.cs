using System.Net;
using System.Net.Sockets;

namespace MlopsInfra.ProviderPlugin.Hosting;

/// <summary>
/// Asks the host of a store to end: it stays a while after its last plugin, and others may want the store before that.
/// </summary>
public static class HostEnd
{
    /// <summary>A host answers at once, unless its process has been stopped.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Asks the host of a store to let it go, if one has it.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<HostReply> AskAsync(string folder, CancellationToken cancellationToken)
    {
        if (HostAddress.Read(folder) is not { } address) return HostReply.None;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(IPAddress.Loopback, address.Port, patience.Token);
            using var reader = new StreamReader(connection.GetStream());
            await HostMessages.WriteAsync(connection.GetStream(), new HostRequest(address.Token, Package: null), patience.Token);
            return await HostMessages.ReadAsync<EndAnswer>(reader, patience.Token) is { } answer ? answer.Reply : HostReply.None;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // The file was left behind, or its host is ending.
            return HostReply.None;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HostReply.None;
        }
    }
}
