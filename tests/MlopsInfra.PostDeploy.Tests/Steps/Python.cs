using System.Diagnostics;

namespace MlopsInfra.PostDeploy.Tests.Steps;

/// <summary>A Python that has pandas, scikit-learn and PyYAML.</summary>
internal sealed class Python(string interpreter)
{
    private static readonly Lazy<Task<string?>> Found = new(FindAsync);

    /// <summary>The interpreter; skips the test where there is none.</summary>
    public static async Task<Python> RequireAsync()
    {
        var interpreter = await Found.Value;
        Assert.SkipWhen(interpreter is null,
            "No python3 with pandas, scikit-learn and PyYAML here "
                + "(Debian: apt-get install python3-pandas python3-sklearn python3-yaml).");
        return new Python(interpreter!);
    }

    /// <summary>Runs a command line as Azure's images do: by a shell, with `python` being the interpreter.</summary>
    public Task<string> ShellAsync(string folder, string command, string step) =>
        ExecuteAsync("/bin/sh", ["-c", $"set -e; python() {{ '{interpreter}' \"$@\"; }}; {command}"], folder, step);

    public Task<string> RunAsync(string folder, string arguments, string step) => ShellAsync(folder, $"python {arguments}", step);

    private static async Task<string?> FindAsync()
    {
        foreach (var candidate in (string[])["/usr/bin/python3", "python3"])
        {
            try
            {
                await ExecuteAsync(candidate, ["-c", "import pandas, sklearn, yaml"], Path.GetTempPath(), "probe");
                return candidate;
            }
            catch (Exception e) when (e is StepFailedException or System.ComponentModel.Win32Exception)
            {
                // Not this one.
            }
        }

        return null;
    }

    private static async Task<string> ExecuteAsync(string file, string[] arguments, string folder, string step)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true,
                RedirectStandardError = true },
        };
        process.StartInfo.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        process.StartInfo.Environment.Remove("MLFLOW_TRACKING_URI");
        process.Start();
        var standard = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await standard : throw new StepFailedException(step, process.ExitCode, await error);
    }
}
