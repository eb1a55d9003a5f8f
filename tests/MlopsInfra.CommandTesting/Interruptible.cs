using System.Diagnostics;

namespace MlopsInfra.CommandTesting;

/// <summary>
/// Starts processes that Ctrl+C and a closed terminal reach. Where the tests themselves run in the background of a script, these
/// signals are ignored, and processes inherit that; coreutils' <c>env</c> takes it back.
/// </summary>
public static class Interruptible
{
    private static readonly string[] Reset = ["env", "--default-signal=INT,QUIT,HUP"];

    /// <summary>What comes before a command; empty where nothing can be put before it.</summary>
    public static IReadOnlyList<string> Prefix { get; } = OperatingSystem.IsLinux() && CanReset() ? Reset : [];

    /// <summary>Whether a test can rely on Ctrl+C.</summary>
    public static bool IsSupported { get; } = Prefix.Count > 0 || OperatingSystem.IsMacOS();

    private static bool CanReset()
    {
        try
        {
            using var process =
                Process.Start(new ProcessStartInfo(Reset[0], [.. Reset[1..], "true"]) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
