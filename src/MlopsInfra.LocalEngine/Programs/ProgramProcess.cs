using System.ComponentModel;
using System.Diagnostics;

namespace MlopsInfra.LocalEngine.Programs;

/// <summary>Runs a program as a process and passes on what it writes.</summary>
internal static class ProgramProcess
{
    /// <summary>Starts it, waits for its end and for the end of its output; kills it with its children if cancelled.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(ProcessStartInfo start, string description, Action<string, bool> onOutput,
        CancellationToken cancellationToken)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        start.UseShellExecute = false;
        using var process = Start(start, description);
        process.StandardInput.Close();
        var output = PassOnAsync(process.StandardOutput, line => onOutput(line, false));
        var error = PassOnAsync(process.StandardError, line => onOutput(line, true));
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        await Task.WhenAll(output, error);
        return process.ExitCode;
    }

    private static Process Start(ProcessStartInfo start, string description)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            throw new DeploymentException(
                DeploymentErrorCodes.ProgramNotStarted,
                $"Can't start the {description}: {exception.Message}. Is `{start.FileName}` installed and on the PATH?",
                start.FileName, exception);
        }
    }

    private static async Task PassOnAsync(StreamReader reader, Action<string> onLine)
    {
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line) onLine(line);
    }
}
