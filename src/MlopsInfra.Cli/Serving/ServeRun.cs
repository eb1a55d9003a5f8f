using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Local;
using MlopsInfra.Cli.Networking;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Plugins;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Cli.Running;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.ProviderPlugin.Hosting;

namespace MlopsInfra.Cli.Serving;

/// <summary><c>mlops local serve</c>: the local cloud's REST side, until Ctrl+C.</summary>
internal static class ServeRun
{
    /// <summary>Serves the local cloud until somebody ends it.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="port">The port; 0: a free one.</param>
    /// <param name="fromNetwork">Whether callers stand in the environment's network, unless they say that they stand
    /// elsewhere.</param>
    /// <param name="executor">How what is deployed is executed.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExecuteAsync(StackSettings settings, int port, bool fromNetwork,
        WorkloadExecutor executor, CancellationToken cancellationToken)
    {
        try
        {
            await ServeAsync(settings, port, fromNetwork, executor, cancellationToken);
            return (int)ExitCode.Done;
        }
        catch (Exception exception)
        {
            await using var output = RunOutputs.Create(settings, isPreview: false);
            return await CommandRun.FailAsync(output, exception);
        }
    }

    private static async Task ServeAsync(StackSettings settings, int port, bool fromNetwork, WorkloadExecutor executor,
        CancellationToken cancellationToken)
    {
        var stack = LocalStacks.Open(settings);
        await using var cloud = await LocalClouds.OpenAsync(stack, cancellationToken);
        var network = fromNetwork ? await Standpoint.EnterAsync(new OwnLocalCloud(cloud, stack), stack, cancellationToken) : null;
        await using var plugins = PluginHost.Start(PluginPackages.Of(cloud), LocalClouds.Directory(stack), idle: null);
        await using var server =
            await LocalServers.StartAsync(cloud, stack, port, executor, LocalClouds.Directory(stack), cancellationToken);
        var facts = ServedFacts.Of(stack.Name, cloud, server, fromNetwork ? Standpoint.Text(network) : null);
        new ServedAddress(server.BaseAddress, facts.Certificate).Write(LocalClouds.Directory(stack));
        try
        {
            if (settings.Json) ServeOutput.WriteJson(facts);
            else ServeOutput.WriteText(facts);
            StandardStream.Output.Check();
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            if (settings is { Verbose: true, Json: false }) ServeOutput.WriteRequests(server.Requests);
            ServedAddress.Remove(LocalClouds.Directory(stack));
        }
    }
}
