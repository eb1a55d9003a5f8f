using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Server;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Local;

/// <summary>Starts the REST side of the local cloud.</summary>
internal static class LocalServers
{
    /// <summary>Starts it over a cloud.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="stack">A stack of the project.</param>
    /// <param name="port">The port; 0: a free one.</param>
    /// <param name="executor">How what is deployed is executed.</param>
    /// <param name="keysFolder">Where its keys and its certificate are kept; null: they end with the server.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="CliException">The port can't be had.</exception>
    public static async Task<LocalCloudServer> StartAsync(EmbeddedCloud cloud, LocalStack stack, int port,
        WorkloadExecutor executor, string? keysFolder, CancellationToken cancellationToken)
    {
        try
        {
            return await BeginAsync(cloud, stack, port, executor, keysFolder, cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or IOException { InnerException: AddressInUseException })
        {
            throw new CliException(ExitCode.Failed, "PortUnavailable", Problem(port, exception), null, exception);
        }
    }

    private static string Problem(int port, Exception exception) => exception switch
    {
        _ when port == 0 => $"The local cloud finds no port to listen on: {exception.Message}. Free some ports or open files of "
            + "this user, or look whether the loopback network is up.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            $"Port {port} can't be listened on: {exception.Message}. Ports below 1024 are often the administrator's alone: "
                + "choose another with --port, or leave it out for a free one.",
        SocketException => $"Port {port} can't be listened on: {exception.Message}. Choose another with --port, or leave it out "
            + "for a free one.",
        _ => $"Port {port} is in use by another process. Choose another with --port, or leave it out for a free one.",
    };

    private static Task<LocalCloudServer> BeginAsync(EmbeddedCloud cloud, LocalStack stack, int port,
        WorkloadExecutor executor, string? keysFolder, CancellationToken cancellationToken) =>
        LocalCloudServer.StartAsync(
            cloud, new LocalCloudServerOptions
            {
                DataFolder = Path.Combine(LocalClouds.Directory(stack), "content"),
                KeysFolder = keysFolder,
                Port = port,
                Executor = executor,
                // Of clients without it many wait for half a minute.
                RetryAfter = TimeSpan.FromSeconds(1),
                Failed = exception =>
                    Console.Error.WriteLine($"The local cloud failed: {exception.GetType().Name}: {exception.Message}"),
            }, cancellationToken);
}
