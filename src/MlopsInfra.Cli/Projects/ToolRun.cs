using System.ComponentModel;
using System.Diagnostics;

namespace MlopsInfra.Cli.Projects;

/// <summary>A tool that was asked something.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it said on standard output, trimmed.</param>
/// <param name="Error">What it said on standard error, trimmed.</param>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Asks a tool.</summary>
    /// <param name="tool">The command.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="directory">Where it is asked.</param>
    /// <param name="cancellationToken">Ends the wait, and the tool.</param>
    /// <param name="hiddenVariables">Environment variables that the tool does not get.</param>
    /// <returns>What it said; null if there is no such command.</returns>
    public static async Task<ToolRun?> AskAsync(string tool, string[] arguments, string directory,
        CancellationToken cancellationToken, params string[] hiddenVariables)
    {
        var start = new ProcessStartInfo(tool, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true,
            RedirectStandardError = true };
        foreach (var name in hiddenVariables) start.Environment.Remove(name);
        try
        {
            using var process = Process.Start(start);
            if (process is null) return null;
            using var end = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken),
                process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return new ToolRun(process.ExitCode, (await output).Trim(), (await error).Trim());
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
