using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MlopsInfra.Cli.Plugins;

/// <summary>
/// Leaves the process group that this process was started in. An engine ends a plugin together with its whole group; the host
/// that a plugin started has to outlive it, as other plugins use it too.
/// </summary>
internal static class OwnSession
{
    /// <summary>Begins a session, and with it a group, of its own. Does nothing on Windows, which has no such groups.</summary>
    /// <exception cref="Win32Exception">The system refuses: the process leads a group already.</exception>
    public static void Begin()
    {
        if (!OperatingSystem.IsWindows() && SetSession() < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", EntryPoint = "setsid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetSession();
}
