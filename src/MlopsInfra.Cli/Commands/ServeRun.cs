using MlopsInfra.Cli.Local;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Projects;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Commands;

/// <summary><c>mlops local serve</c>: the local cloud's REST side, until Ctrl+C.</summary>
internal static class ServeRun
{
    /// <summary>Serves.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="port">The port; 0: a free one.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExecuteAsync(LocalSettings settings, int port, CancellationToken cancellationToken)
    {
        try
        {
            await ServeAsync(settings, port, cancellationToken);
            return (int)ExitCode.Done;
        }
        catch (Exception exception) when (Errors.TryOf(exception, out var failure))
        {
            foreach (var line in ErrorText.Lines(failure, settings.Verbose)) await Console.Error.WriteLineAsync(line);
            return (int)failure.ExitCode;
        }
    }

    private static async Task ServeAsync(LocalSettings settings, int port, CancellationToken cancellationToken)
    {
        var stack = LocalStack.Open(ProjectFolder.Find(settings.ProjectDirectory), settings.Stack, settings.StoreDirectory);
        await using var cloud = LocalClouds.Open(stack);
        await using var server = await LocalServers.StartAsync(cloud, stack, port, cancellationToken);
        var certificate = Path.Combine(LocalClouds.Directory(stack), "server.pem");
        await File.WriteAllTextAsync(certificate, server.Certificate.ExportCertificatePem(), cancellationToken);
        try
        {
            Console.WriteLine($"Local cloud of stack {stack.Name}: {server.BaseAddress}");
            Console.WriteLine($"Cloud metadata: {server.BaseAddress}metadata/endpoints?api-version=2022-09-01");
            Console.WriteLine($"Certificate to trust: {certificate}");
            Console.WriteLine("Ctrl+C ends it.");
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            File.Delete(certificate);
        }
    }
}
