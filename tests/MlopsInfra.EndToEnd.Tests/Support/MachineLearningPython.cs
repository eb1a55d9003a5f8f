using System.ComponentModel;
using System.Diagnostics;

namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>A Python that the sample's steps run under, found as the local cloud finds it.</summary>
internal static class MachineLearningPython
{
    /// <summary>Skips the test where there is none.</summary>
    /// <returns>The program.</returns>
    public static async Task<string> RequireAsync()
    {
        foreach (var candidate in (string[])["/usr/bin/python3", "python3"])
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(candidate, ["-c", "import pandas, sklearn, joblib, yaml"])
                {
                    RedirectStandardError = true,
                })!;
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                if (process.ExitCode == 0) return candidate;
            }
            catch (Win32Exception)
            {
                // There is no program of this name.
            }
        }

        Assert.Skip("No python3 with pandas, scikit-learn and PyYAML here "
            + "(Debian: apt-get install python3-pandas python3-sklearn python3-yaml).");
        return "";
    }
}
