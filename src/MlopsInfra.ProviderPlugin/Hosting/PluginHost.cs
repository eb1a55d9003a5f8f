using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using MlopsInfra.ProviderPlugin.Serving;

namespace MlopsInfra.ProviderPlugin.Hosting;

/// <summary>
/// The one process that has a store open, and serves the providers over it to all plugins: an engine starts a process for each
/// provider, but a store belongs to one process. A plugin asks the host for a port, hands it to its engine, and holds the
/// connection as long as it lives; the engine then talks to the host directly. Whoever serves a store can be the host.
/// </summary>
public sealed class PluginHost : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly HostAddress _address;
    private readonly string _folder;
    private readonly IReadOnlyList<PluginPackage> _packages;
    private readonly CancellationTokenSource _stopped = new();
    private readonly IdleWatch _watch;
    private readonly bool _endsByItself;
    private readonly List<Task> _leases = [];
    private readonly Task _accepting;

    private PluginHost(IReadOnlyList<PluginPackage> packages, string folder, IdleTimes? idle)
    {
        _endsByItself = idle is not null;
        _watch = new IdleWatch(idle);
        _packages = packages;
        _folder = folder;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _address = HostAddress.At(((IPEndPoint)_listener.LocalEndpoint).Port);
        _address.Write(folder);
        _accepting = AcceptAsync();
    }

    /// <summary>Ends when no plugin has been there for a while; never if the host was started without idle times.</summary>
    public Task Idle => _watch.Idle;

    /// <summary>Starts. The caller has the store open: that is what keeps a second host away.</summary>
    /// <param name="packages">What can be served.</param>
    /// <param name="folder">The store's folder; plugins find the host by a file in it.</param>
    /// <param name="idle">When it ends by itself; null: the process lives for another reason, and the host as long as it.</param>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public static PluginHost Start(IReadOnlyList<PluginPackage> packages, string folder, IdleTimes? idle) =>
        new(packages, folder, idle);

    /// <summary>Stops: plugins lose their connection, and what their engines asked for is cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        _address.Remove(_folder);
        await _stopped.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_leases);
        _listener.Dispose();
        _watch.Dispose();
        _stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopped.Token);
                _leases.RemoveAll(lease => lease.IsCompleted);
                _leases.Add(ServeAsync(client));
            }
        }
        catch (Exception exception) when (_stopped.IsCancellationRequested
            && exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            if (!_watch.TryEnter()) return;
            try
            {
                using var reader = new StreamReader(client.GetStream());
                await ServeAsync(client.GetStream(), reader);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The plugin is gone, or the host is stopping: either way this lease is over.
            }
            finally
            {
                _watch.Leave();
            }
        }
    }

    private async Task ServeAsync(NetworkStream stream, StreamReader reader)
    {
        var request = await HostMessages.ReadAsync<HostRequest>(reader, _stopped.Token);
        if (request is null || !IsToken(request.Token)) return;
        if (request.Package is null)
        {
            await HostMessages.WriteAsync(stream, new EndAnswer(ReplyToEnd()), _stopped.Token);
            return;
        }

        if (_packages.FirstOrDefault(known => known.Name == request.Package) is not { } package)
        {
            var known = string.Join(", ", _packages.Select(candidate => candidate.Name));
            await HostMessages.WriteAsync(stream,
                new LeaseAnswer(0, $"There is no package '{request.Package}'; there are {known}."), _stopped.Token);
            return;
        }

        await using var server = await ProviderServer.StartAsync(package, _stopped.Token);
        await HostMessages.WriteAsync(stream, new LeaseAnswer(server.Port, null), _stopped.Token);
        // Plugins say no more; the end of the stream is the end of the plugin.
        await reader.ReadLineAsync(_stopped.Token);
    }

    private HostReply ReplyToEnd()
    {
        if (!_endsByItself) return HostReply.Stays;
        return _watch.TryEnd() ? HostReply.Ends : HostReply.Busy;
    }

    private bool IsToken(string token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(_address.Token));
}
