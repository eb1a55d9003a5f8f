using MlopsInfra.Cli.CommandLine;
using Spectre.Console;

namespace MlopsInfra.Cli.Output;

/// <summary>Chooses how a command talks to its user.</summary>
internal static class RunOutputs
{
    private const int LongestLine = 100_000;

    /// <summary>
    /// JSON where it was asked for; a live tree in a terminal; plain lines where output is redirected or <c>CI</c> is set.
    /// </summary>
    /// <param name="settings">Whether <c>--json</c> and <c>--verbose</c> were given.</param>
    /// <param name="isPreview">Whether the steps are only what would be done.</param>
    public static IRunOutput Create(StackSettings settings, bool isPreview)
    {
        var (json, verbose) = (settings.Json, settings.Verbose);
        if (json) return new JsonOutput(StandardStream.Output, Console.Error, verbose);
        if (Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
            return new PlainOutput(Console.Out, Console.Error, isPreview, verbose);
        return new LiveOutput(AnsiConsole.Console, Unwrapped(Console.Out), Unwrapped(Console.Error), isPreview, verbose);
    }

    // Ids and addresses are copied out of the terminal: the terminal wraps them, no line break is put into them.
    private static IAnsiConsole Unwrapped(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = LongestLine;
        return console;
    }
}
