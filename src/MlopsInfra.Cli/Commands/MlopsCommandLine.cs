using System.CommandLine;
using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Output;

namespace MlopsInfra.Cli.Commands;

/// <summary>Parses the command line and runs the command.</summary>
internal static class MlopsCommandLine
{
    // After Ctrl+C the operations under way are finished and recorded; this is how long that may take.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(45);

    /// <summary>Runs the command that the words name.</summary>
    /// <param name="args">The words after <c>mlops</c>.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = RootCommandFactory.Create().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            var failure = UsageErrors.Of(parsed);
            IRunOutput output = args.Contains("--json")
                ? new JsonOutput(Console.OpenStandardOutput(), Console.Error, verbose: false)
                : new PlainOutput(Console.Out, Console.Error, isPreview: false, verbose: false);
            await using (output) await output.FailedAsync(failure, null);
            return (int)failure.ExitCode;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TerminationTimeout });
    }
}
