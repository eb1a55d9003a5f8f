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
    public static Task<LocalCloudServer> StartAsync(EmbeddedCloud cloud, LocalStack stack, int port,
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
