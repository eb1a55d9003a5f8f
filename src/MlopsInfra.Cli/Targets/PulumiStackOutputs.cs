using MlopsInfra.Cli.Projects;
using MlopsInfra.Contract;

namespace MlopsInfra.Cli.Targets;

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
    public static async Task<EnvironmentOutputs> ReadAsync(string? source, string projectDirectory, string stack,
        CancellationToken cancellationToken) => source switch
    {
        null => EnvironmentOutputs.Parse(await AskPulumiAsync(projectDirectory, stack, cancellationToken),
            $"pulumi stack output --stack {stack}"),
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
            throw new CliException(ExitCode.Usage, "OutputsNotFound", $"The stack outputs can't be read: {exception.Message}",
                file, exception);
        }
    }

    private static async Task<string> AskPulumiAsync(string projectDirectory, string stack, CancellationToken cancellationToken)
    {
        string[] words = ["stack", "output", "--json", "--stack", stack, "--non-interactive"];
        const string otherwise = "So the stack's outputs can't be read. Install it, give the outputs with --outputs FILE, or "
            + "publish to the local cloud with --local.";
        var result = await PulumiProcess.RunAsync(words, projectDirectory, otherwise, null, cancellationToken);
        return result.ExitCode == 0
            ? result.Output
            : throw new CliException(
                ExitCode.Failed, "StackOutputsNotAvailable",
                $"'pulumi stack output --json --stack {stack}' ended with {result.ExitCode}: {result.Error.Trim()}", stack);
    }
}
