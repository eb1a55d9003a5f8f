using System.Globalization;
using System.Runtime.InteropServices;

namespace MlopsInfra.Cli.Commands;

/// <summary>The signals that whoever started this process told it to ignore, as <c>nohup</c> does; known on Linux only.</summary>
internal static class IgnoredSignals
{
    /// <summary>Whether a signal is one of them.</summary>
    /// <param name="signal">SIGHUP or SIGQUIT.</param>
    public static bool Contains(PosixSignal signal) => Mask() is { } mask && (mask & Bit(signal)) != 0;

    private static ulong Bit(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 1UL << 0,
        PosixSignal.SIGQUIT => 1UL << 2,
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    };

    private static ulong? Mask() =>
        ulong.TryParse(OwnProcess.Line("status", "SigIgn:"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var mask)
            ? mask : null;
}
