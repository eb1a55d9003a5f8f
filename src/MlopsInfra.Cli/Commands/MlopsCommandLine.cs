using System.CommandLine;

namespace MlopsInfra.Cli.Commands;

/// <summary>Parses the command line and runs the command.</summary>
internal static class MlopsCommandLine
{
    // After Ctrl+C the operations under way are finished and recorded; this is how long that may take.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(45);

    /// <summary>Runs it.</summary>
    /// <param name="args">The words after <c>mlops</c>.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = RootCommandFactory.Create().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync($"error Usage: {error.Message}");
            await Console.Error.WriteLineAsync($"Say '{string.Join(' ', Names(parsed))} --help' for the usage.");
            return (int)ExitCode.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TerminationTimeout });
    }

    private static Stack<string> Names(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult)
            names.Push(command.Command is RootCommand ? "mlops" : command.Command.Name);
        return names;
    }
}
