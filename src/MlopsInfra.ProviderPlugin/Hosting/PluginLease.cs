using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MlopsInfra.ProviderPlugin.Hosting;

/// <summary>
/// A plugin's hold on the host of its store: as long as it is kept, the host serves the package on <see cref="Port"/>.
/// </summary>
public sealed class PluginLease : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly TcpClient _connection;
    private readonly StreamReader _reader;

    private PluginLease(TcpClient connection, StreamReader reader, int port)
    {
        _connection = connection;
        _reader = reader;
        Port = port;
    }

    /// <summary>
    /// The port on 127.0.0.1 that serves the package: what an engine wants to read from a plugin's standard output.
    /// </summary>
    public int Port { get; }

    /// <summary>Finds the host of a store, or has one started, and takes a lease.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="package">The package to serve.</param>
    /// <param name="startHost">Starts a host process for the store, and ends when it is up or has failed.</param>
    /// <param name="timeout">How long another process may have the store before this gives up.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="PluginHostException">The host refuses or can't be started.</exception>
    public static async Task<PluginLease> TakeAsync(
        string folder, string package, Func<CancellationToken, Task<HostStart>> startHost, TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await TryTakeAsync(folder, package, cancellationToken) is { } lease) return lease;
            var start = await startHost(cancellationToken);
            if (start.Error is null && await TryTakeAsync(folder, package, cancellationToken) is { } fresh) return fresh;
            // Another plugin may have been faster, or a host is just ending.
            var error = start.Error
                ?? new PluginHostException("HostNotReached", $"The plugin host of '{folder}' was started, but does not answer.");
            if (start is { Error: not null, IsTaken: false } || Stopwatch.GetElapsedTime(started) > timeout) throw error;
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>Ends when the host is gone.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task LostAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _reader.ReadLineAsync(cancellationToken);
        }
        catch (IOException)
        {
            // Gone without a good-bye, which is the same.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _connection.Dispose();
    }

    /// <summary>A lease of the host that the folder names; null if it names none, or one that is gone or going.</summary>
    private static async Task<PluginLease?> TryTakeAsync(string folder, string package, CancellationToken cancellationToken)
    {
        if (HostAddress.Read(folder) is not { } address) return null;
        var connection = new TcpClient();
        try
        {
            await connection.ConnectAsync(IPAddress.Loopback, address.Port, cancellationToken);
            var reader = new StreamReader(connection.GetStream());
            await HostMessages.WriteAsync(connection.GetStream(), new HostRequest(address.Token, package), cancellationToken);
            if (await HostMessages.ReadAsync<LeaseAnswer>(reader, cancellationToken) is { } answer)
            {
                if (answer.Error is not null) throw new PluginHostException("UnknownPackage", answer.Error);
                return new PluginLease(connection, reader, answer.Port);
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // The file was left behind, or its host is ending.
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        connection.Dispose();
        return null;
    }
}
