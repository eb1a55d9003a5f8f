using System.Globalization;
using MlopsInfra.Cli.Output;
using MlopsInfra.ProviderPlugin.Hosting;

namespace MlopsInfra.Cli.Plugins;

/// <summary><c>mlops local plugin NAME</c>: what an engine starts as <c>pulumi-resource-NAME</c>.</summary>
internal static class PluginRun
{
    /// <summary>An <c>mlops local up</c> may have the store; it takes seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Prints the port, and stays until the engine has enough.</summary>
    /// <param name="package">The package.</param>
    /// <param name="hasEngine">Whether an engine started it: then it ends with its standard input.</param>
    /// <param name="cancellationToken">The engine ends it by a signal.</param>
    /// <returns>The exit code: 0 if the engine ended it.</returns>
    public static async Task<int> ExecuteAsync(string package, bool hasEngine, CancellationToken cancellationToken)
    {
        try
        {
            var store = PluginStore.Find();
            using var lease = await PluginLease.TakeAsync(store.CloudDirectory, package, token => PluginHostProcess.StartAsync(store, token), Patience, cancellationToken);
            // Nothing but the port may stand on standard output.
            await Console.Out.WriteLineAsync(lease.Port.ToString(CultureInfo.InvariantCulture));
            var engine = hasEngine ? Task.Run(EndOfInput, CancellationToken.None) : Task.Delay(Timeout.Infinite, cancellationToken);
            var lost = lease.LostAsync(cancellationToken);
            if (await Task.WhenAny(engine, lost) != lost || cancellationToken.IsCancellationRequested) return (int)ExitCode.Done;
            throw new CliException(ExitCode.Failed, "HostLost", $"The process that serves the local cloud in '{store.CloudDirectory}' has ended. What it had answered is kept; run the command again.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (int)ExitCode.Done;
        }
        catch (Exception exception) when (Errors.TryOf(exception, out var failure))
        {
            // The engine shows what its plugins write to standard error.
            foreach (var line in ErrorText.Lines(failure, verbose: false)) await Console.Error.WriteLineAsync(line);
            return (int)failure.ExitCode;
        }
    }

    private static void EndOfInput()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> buffer = stackalloc byte[256];
        while (input.Read(buffer) > 0)
        {
            // Engines write nothing; what a person types is nobody's business either.
        }
    }
}
