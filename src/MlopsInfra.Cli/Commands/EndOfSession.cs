using System.Runtime.InteropServices;

namespace MlopsInfra.Cli.Commands;

/// <summary>
/// The terminal is closed, or its user wants the command to quit: it ends as orderly as after Ctrl+C. What is started to outlive
/// its terminal (<c>nohup</c>) does.
/// </summary>
internal sealed class EndOfSession : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Begins to listen.</summary>
    public EndOfSession()
    {
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
            if (!IgnoredSignals.Contains(signal)) _registrations.Add(PosixSignalRegistration.Create(signal, Cancel));
    }

    /// <summary>Is cancelled then.</summary>
    public CancellationToken Token => _end.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _end.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = true;
        _end.Cancel();
    }
}
