using System.Text.Json;
using MlopsInfra.Cli.Local;
using MlopsInfra.Cli.Running;
using MlopsInfra.ProviderPlugin.Hosting;

namespace MlopsInfra.Cli.Plugins;

/// <summary><c>mlops local plugin-host</c>: serves a store to plugins until none has been there for a while.</summary>
internal static class PluginHostRun
{
    /// <summary>Serves. Says on standard output, once, that it is up or why not.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellationToken">The system wants it to end.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExecuteAsync(PluginStore store, CancellationToken cancellationToken)
    {
        try
        {
            OwnSession.Begin();
            await using var cloud = LocalClouds.Open(store.StateDirectory, store.RepositoryDirectory);
            await using var host = PluginHost.Start(PluginPackages.Of(cloud), store.CloudDirectory, IdleTimes.StandAlone);
            Report(new PluginHostReport(null, null));
            await host.Idle.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return (int)ExitCode.Done;
        }
        catch (Exception exception) when (CliErrors.TryOf(exception, out var failure))
        {
            Report(new PluginHostReport(failure.Code, failure.Message));
            return (int)failure.ExitCode;
        }
    }

    private static void Report(PluginHostReport report) => Console.WriteLine(JsonSerializer.Serialize(report));
}
