using System.Globalization;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Running;
using MlopsInfra.ProviderPlugin.Hosting;

namespace MlopsInfra.Cli.Plugins;

/// <summary><c>mlops local plugin NAME</c>: what an engine starts as <c>pulumi-resource-NAME</c>.</summary>
internal static class PluginRun
{
    /// <summary>An <c>mlops local up</c> may have the store; it takes seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Prints the port, and stays until the engine has enough.</summary>
    /// <param name="package">The package.</param>
    /// <param name="engine">The address of the engine that started it, <c>HOST:PORT</c>: then it ends with the engine; null: by
    /// hand.</param>
    /// <param name="cancellationToken">The engine ends it by a signal.</param>
    /// <returns>The exit code: 0 if the engine ended it.</returns>
    public static async Task<int> ExecuteAsync(string package, string? engine, CancellationToken cancellationToken)
    {
        try
        {
            var store = PluginStore.Find();
            using var lease = await PluginLease.TakeAsync(store.CloudDirectory, package,
                token => PluginHostProcess.StartAsync(store, token), Patience, cancellationToken);
            // Nothing but the port may stand on standard output.
            await Console.Out.WriteLineAsync(lease.Port.ToString(CultureInfo.InvariantCulture));
            StandardStream.Output.Check();
            var enough =
                engine is null ? Task.Delay(Timeout.Infinite, cancellationToken) : EngineLife.EndAsync(engine, cancellationToken);
            var lost = lease.LostAsync(cancellationToken);
            if (await Task.WhenAny(enough, lost) != lost || cancellationToken.IsCancellationRequested) return (int)ExitCode.Done;
            throw new CliException(ExitCode.Failed, "HostLost",
                $"The process that serves the local cloud in '{store.CloudDirectory}' has ended. What it had answered is kept; "
                    + "run the command again.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (int)ExitCode.Done;
        }
        catch (Exception exception) when (CliErrors.TryOf(exception, out var failure))
        {
            // The engine shows what its plugins write to standard error.
            foreach (var line in ErrorText.Lines(failure, verbose: false)) await Console.Error.WriteLineAsync(line);
            return (int)failure.ExitCode;
        }
    }
}
