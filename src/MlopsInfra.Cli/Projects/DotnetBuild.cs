using System.Diagnostics;
using System.Text.Json;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.Cli.Projects;

/// <summary>Runs <c>dotnet build</c> on a program.</summary>
internal static class DotnetBuild
{
    /// <summary>Builds a project and what it references.</summary>
    /// <param name="projectFile">The project file.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <returns>The program that was built: MSBuild itself says where it is.</returns>
    /// <exception cref="CliException">It does not build; the compiler's errors are in the details. Or it is no
    /// program.</exception>
    public static async Task<string> RunAsync(string projectFile, CancellationToken cancellationToken)
    {
        string[] arguments = ["build", projectFile, "--nologo", "--verbosity", "quiet", "-consoleLoggerParameters:NoSummary",
            "-getTargetResult:Build"];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)
            ?? throw new CliException(ExitCode.Usage, "DotnetNotFound",
                "'dotnet' could not be started. Install the .NET SDK that global.json asks for.");
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

        if (process.ExitCode == 0) return Program(await output, projectFile);
        var lines =
            $"{await output}\n{await error}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var errors = lines.Where(line => line.Contains("error ", StringComparison.Ordinal)).Distinct().ToList();
        throw new CliException(ExitCode.Usage, "BuildFailed", $"The program does not build: {projectFile}", projectFile)
        {
            Details = [.. (errors.Count > 0 ? errors : [.. lines]).Select(line => new ErrorDetail("BuildError", line, null))],
        };
    }

    // What a target or a tool prints stands before the document.
    private static string Program(string output, string projectFile)
    {
        var begin = output.StartsWith('{') ? 0 : output.IndexOf("\n{", StringComparison.Ordinal) + 1;
        return Built(output[begin..], projectFile)
            .LastOrDefault(file => File.Exists(Path.ChangeExtension(file, ".runtimeconfig.json")))
            ?? throw new CliException(
            ExitCode.Usage, "ProgramNotFound",
            $"The build of {projectFile} left no executable assembly: its OutputType has to be Exe.", projectFile);
    }

    private static List<string> Built(string json, string projectFile)
    {
        try
        {
            return StrictJson.Read(json, document => document.Needed("TargetResults").Needed("Build").List("Items")
                .Select(item => item.NeededText("FullPath")).ToList());
        }
        catch (JsonException exception)
        {
            throw new CliException(ExitCode.Usage, "BuildFailed",
                $"What dotnet build {projectFile} says is no list of what was built: {JsonFault.What(exception)} Check that "
                    + "dotnet is the .NET SDK that global.json asks for.", projectFile, exception);
        }
    }
}
