using System.Diagnostics;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Torture.Kills;

/// <summary>A command that runs, until it ends or something of it is killed.</summary>
internal sealed class KilledCommand : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly Process _process;
    private readonly Task _reading;
    private readonly List<string> _lines = [];
    private readonly Task<string> _error;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private volatile int _lineCount;

    private KilledCommand(Process process)
    {
        _process = process;
        _reading = ReadAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>How long it has run.</summary>
    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>How many lines it has printed.</summary>
    public int Lines => _lineCount;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts a command on a store.</summary>
    public static KilledCommand Start(IEnumerable<string> command, StoreFolder store)
    {
        var start = new ProcessStartInfo("dotnet", [Mlops.AssemblyPath, .. command, "--store", store.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["GITHUB_TOKEN"] = start.Environment["AZDO_PERSONAL_ACCESS_TOKEN"] = "local";
        start.Environment["TMPDIR"] = store.Temporary;
        // Sockets that a killed process leaves behind are the runtime's; a program of seconds needs no profile.
        start.Environment["DOTNET_EnableDiagnostics"] = start.Environment["DOTNET_TieredPGO"] = "0";
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        process.StandardInput.Close();
        return new KilledCommand(process);
    }

    /// <summary>Waits for its end; it is killed if somebody loses patience.</summary>
    public async Task<CommandResult> EndAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            await _reading;
            lock (_lines) return new CommandResult(_process.ExitCode, string.Join('\n', _lines), _error.Result);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return new CommandResult(-1, "", $"It had not ended after {Patience}.");
        }
    }

    /// <summary>Kills it, its program, or both.</summary>
    /// <returns>What ran below it; null if there was nothing to kill any more.</returns>
    public IReadOnlyList<int>? Kill(Victim victim)
    {
        var children = Descendants.Of(_process.Id);
        if (_process.HasExited || (victim == Victim.Program && children.Count == 0)) return null;
        if (victim != Victim.Program) _process.Kill();
        if (victim == Victim.Command) return children;
        foreach (var child in children) Descendants.Kill(child);
        return children;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Who is stopped leaves nothing running.
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_lines) _lines.Add(line);
            _lineCount++;
        }
    }
}
