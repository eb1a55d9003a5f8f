using System.Diagnostics;
using System.Text.Json;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.ProviderPlugin.Hosting;

namespace MlopsInfra.Cli.Plugins;

/// <summary>Starts <c>mlops local plugin-host</c> as a process that outlives this one.</summary>
internal static class PluginHostProcess
{
    /// <summary>Starts it, and waits until it is up or has failed.</summary>
    /// <param name="store">The store that it is to serve.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<HostStart> StartAsync(PluginStore store, CancellationToken cancellationToken)
    {
        var words = OwnCommand.Words();
        string[] repository = store.RepositoryDirectory is { } directory ? ["--repository", directory] : [];
        var start = new ProcessStartInfo(words[0],
            [.. words.Skip(1), "local", "plugin-host", "--store", store.StateDirectory, .. repository])
        {
            // None of this process's streams: the engine reads them until their last holder has ended.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)
            ?? throw new CliException(ExitCode.Failed, "HostNotStarted", $"'{words[0]}' could not be started.", words[0]);
        process.StandardInput.Close();
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        if (line is not null && Report(line) is { } report)
        {
            return report.Code is null
                ? HostStart.Up
                : new HostStart(new PluginHostException(report.Code, report.Message ?? ""), report.Code == StoreException.Locked);
        }

        var error = await process.StandardError.ReadToEndAsync(cancellationToken);
        return new HostStart(new PluginHostException("HostNotStarted", $"The plugin host ended before it was up: {error.Trim()}"),
            IsTaken: false);
    }

    // Another program's line, as one that a wrapper of dotnet prints, is no report.
    private static PluginHostReport? Report(string line)
    {
        try
        {
            return StrictJson.Deserialize<PluginHostReport>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
