using Spectre.Console;

namespace MlopsInfra.Cli.Output;

/// <summary>Chooses how a command talks to its user.</summary>
internal static class RunOutputs
{
    /// <summary>JSON where it was asked for; a live tree in a terminal; plain lines where output is redirected or <c>CI</c> is set.</summary>
    /// <param name="json">Whether <c>--json</c> was given.</param>
    /// <param name="verbose">Whether <c>--verbose</c> was given.</param>
    /// <param name="isPreview">Whether the steps are only what would be done.</param>
    public static IRunOutput Create(bool json, bool verbose, bool isPreview)
    {
        if (json) return new JsonOutput(Console.OpenStandardOutput(), Console.Error, verbose);
        if (Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
            return new PlainOutput(Console.Out, Console.Error, isPreview, verbose);
        var error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return new LiveOutput(AnsiConsole.Console, error, isPreview, verbose);
    }
}
