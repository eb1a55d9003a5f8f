using System.Diagnostics;
using System.Text;

namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>
/// Processes of a workload that left its process group, as a daemon does. Linux tells the environment that each was started with.
/// </summary>
internal static class Leftovers
{
    /// <summary>The environment variable that says which workload a process belongs to.</summary>
    public const string Mark = "MLOPS_WORKLOAD";

    /// <summary>Kills those of a workload; does nothing on other systems than Linux.</summary>
    /// <param name="mark">The value of <see cref="Mark"/>.</param>
    public static void Kill(string mark)
    {
        if (!OperatingSystem.IsLinux()) return;
        var wanted = Encoding.ASCII.GetBytes($"{Mark}={mark}");
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder.AsSpan()), out var id) || !Has(folder, wanted)) continue;
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
            {
                // It has ended meanwhile.
            }
        }
    }

    private static bool Has(string folder, ReadOnlySpan<byte> wanted)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ")).AsSpan().IndexOf(wanted) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is somebody else's.
            return false;
        }
    }
}
