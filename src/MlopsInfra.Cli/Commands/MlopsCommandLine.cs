using System.CommandLine;
using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Running;

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
        StandardStream.UseForConsole();
        return StandardStream.End(await RunParsedAsync(args));
    }

    private static async Task<int> RunParsedAsync(string[] args)
    {
        try
        {
            var parsed = RootCommandFactory.Create().Parse(args);
            if (parsed.Errors.Count > 0)
            {
                var failure = UsageErrors.Of(parsed);
                await using var output = Errors(args);
                await output.FailedAsync(failure, null);
                return (int)failure.ExitCode;
            }

            if (parsed.Action is not System.CommandLine.Help.HelpAction) OpenFiles.Check();
            using var end = new EndOfSession();
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TerminationTimeout }, end.Token);
        }
        catch (Exception exception)
        {
            // Commands tell of their errors themselves; this is for what comes before them, and for what they forgot.
            await using var output = Errors(args);
            return await CommandRun.FailAsync(output, exception);
        }
    }

    private static IRunOutput Errors(string[] args) => args.Contains("--json")
        ? new JsonOutput(StandardStream.Output, Console.Error, verbose: false)
        : new PlainOutput(Console.Out, Console.Error, isPreview: false, verbose: args.Contains("--verbose"));
}
