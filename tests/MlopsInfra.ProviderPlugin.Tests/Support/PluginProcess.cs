using System.Diagnostics;
using System.Globalization;

namespace MlopsInfra.ProviderPlugin.Tests.Support;

/// <summary>
/// A plugin, started as an engine starts it: its address as an argument, the port on the first line of standard output, a pipe as
/// standard input.
/// </summary>
internal sealed class PluginProcess : IAsyncDisposable
{
    /// <summary>How long anything may take on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private PluginProcess(Process process, int port)
    {
        Process = process;
        Port = port;
        Connection = new PluginConnection(port);
    }

    /// <summary>The process.</summary>
    public Process Process { get; }

    /// <summary>The port that it printed.</summary>
    public int Port { get; }

    /// <summary>The engine's connection.</summary>
    public PluginConnection Connection { get; }

    /// <summary>Starts a plugin and reads its port.</summary>
    public static async Task<PluginProcess> StartAsync(string launcher, string workingDirectory, string? store,
        int enginePort = 1)
    {
        using var patience = new CancellationTokenSource(Patience);
        var process = Launch(launcher, workingDirectory, store, enginePort);
        var line = await process.StandardOutput.ReadLineAsync(patience.Token);
        if (!int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            Assert.Fail($"'{line}' is no port; {await process.StandardError.ReadToEndAsync(patience.Token)}");
        return new PluginProcess(process, port);
    }

    /// <summary>Starts a plugin that has no port to tell.</summary>
    /// <returns>Its exit code and what it said.</returns>
    public static async Task<(int ExitCode, string Output, string Error)> FailAsync(string launcher, string workingDirectory,
        string? store)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var process = Launch(launcher, workingDirectory, store, enginePort: 1);
        var (output, error) =
            (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Sends a signal.</summary>
    /// <param name="signal">As in <c>INT</c>.</param>
    public Task SignalAsync(string signal) => SignalAsync(Process.Id, signal);

    /// <summary>Sends a signal to any process.</summary>
    public static async Task SignalAsync(int process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await Process.WaitForExitAsync(patience.Token);
        return Process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        if (!Process.HasExited) Process.Kill();
        await EndAsync();
        Process.Dispose();
    }

    private static Process Launch(string launcher, string workingDirectory, string? store, int enginePort)
    {
        var start = new ProcessStartInfo(launcher, [$"127.0.0.1:{enginePort}", "-v=9", "--logtostderr"])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("MLOPS_STORE");
        if (store is not null) start.Environment["MLOPS_STORE"] = store;
        return Process.Start(start) ?? throw new InvalidOperationException($"{launcher} could not be started.");
    }
}
