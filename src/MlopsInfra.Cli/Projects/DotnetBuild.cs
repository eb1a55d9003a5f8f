using System.Diagnostics;

namespace MlopsInfra.Cli.Projects;

/// <summary>Runs <c>dotnet build</c> on a program.</summary>
internal static class DotnetBuild
{
    /// <summary>Builds a project and what it references.</summary>
    /// <param name="projectFile">The project file.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <exception cref="CliException">It does not build; the compiler's errors are in the details.</exception>
    public static async Task RunAsync(string projectFile, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", ["build", projectFile, "--nologo", "--verbosity", "quiet", "-consoleLoggerParameters:NoSummary"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)
            ?? throw new CliException(ExitCode.Usage, "DotnetNotFound", "'dotnet' could not be started. Install the .NET SDK that global.json asks for.");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode == 0) return;
        var lines = $"{await output}\n{await error}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var errors = lines.Where(line => line.Contains("error ", StringComparison.Ordinal)).Distinct().ToList();
        throw new CliException(ExitCode.Usage, "BuildFailed", $"The program does not build: {projectFile}", projectFile)
        {
            Details = [.. (errors.Count > 0 ? errors : [.. lines]).Select(line => new ErrorDetail("BuildError", line, null))],
        };
    }
}
