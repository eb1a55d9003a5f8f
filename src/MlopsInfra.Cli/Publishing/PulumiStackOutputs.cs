using System.ComponentModel;
using System.Diagnostics;
using MlopsInfra.Contract;

namespace MlopsInfra.Cli.Publishing;

/// <summary>Where the outputs of a deployed stack come from.</summary>
internal static class PulumiStackOutputs
{
    /// <summary>Reads them from a file, from standard input, or from the <c>pulumi</c> command.</summary>
    /// <param name="source">A file, <c>-</c> for standard input, or null for <c>pulumi stack output --json</c>.</param>
    /// <param name="projectDirectory">The folder of <c>Pulumi.yaml</c>.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CliException">They can't be had.</exception>
    /// <exception cref="EnvironmentOutputsException">Some are missing or wrong.</exception>
    public static async Task<EnvironmentOutputs> ReadAsync(string? source, string projectDirectory, string stack, CancellationToken cancellationToken) => source switch
    {
        null => EnvironmentOutputs.Parse(await AskPulumiAsync(projectDirectory, stack, cancellationToken), $"pulumi stack output --stack {stack}"),
        "-" => EnvironmentOutputs.Parse(await Console.In.ReadToEndAsync(cancellationToken), "standard input"),
        _ => EnvironmentOutputs.Parse(await ReadFileAsync(source, cancellationToken), source),
    };

    private static async Task<string> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Usage, "OutputsNotFound", $"The stack outputs can't be read: {exception.Message}", file, exception);
        }
    }

    private static async Task<string> AskPulumiAsync(string projectDirectory, string stack, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("pulumi", ["stack", "output", "--json", "--stack", stack, "--non-interactive"])
        {
            WorkingDirectory = projectDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(start);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode == 0) return await output;
        throw new CliException(
            ExitCode.Failed, "StackOutputsNotAvailable", $"'pulumi stack output --json --stack {stack}' ended with {process.ExitCode}: {(await error).Trim()}", stack);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new Win32Exception();
        }
        catch (Win32Exception exception)
        {
            throw new CliException(
                ExitCode.Usage, "PulumiNotFound",
                "The pulumi CLI is not on the PATH, so the stack's outputs can't be read. Install it, give the outputs with --outputs FILE, or publish to the local cloud with --local.",
                "pulumi", exception);
        }
    }
}
