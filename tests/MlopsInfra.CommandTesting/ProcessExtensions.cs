using System.Diagnostics;

namespace MlopsInfra.CommandTesting;

/// <summary>What tests do with a command that is at work.</summary>
public static class ProcessExtensions
{
    /// <summary>Whether Ctrl+C can be sent to a process here.</summary>
    public static bool CanInterrupt => Interruptible.IsSupported;

    /// <summary>Reads standard output until a line has a text in it.</summary>
    /// <param name="process">The command.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The line.</returns>
    public static async Task<string> UntilPrintedAsync(this Process process, string text, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            if (line.Contains(text, StringComparison.Ordinal)) return line;
        throw new CommandFailedException(
            $"'{text}' was never printed:\n{await process.StandardError.ReadToEndAsync(cancellationToken)}");
    }

    /// <summary>Sends what Ctrl+C sends.</summary>
    /// <param name="process">The command.</param>
    /// <param name="cancellationToken">Ends the waiting for <c>kill</c>.</param>
    public static Task InterruptAsync(this Process process, CancellationToken cancellationToken) =>
        process.SignalAsync("INT", cancellationToken);

    /// <summary>Sends a signal.</summary>
    /// <param name="process">The command.</param>
    /// <param name="name">Its name, as in <c>HUP</c>.</param>
    /// <param name="cancellationToken">Ends the waiting for <c>kill</c>.</param>
    public static async Task SignalAsync(this Process process, string name, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString()]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Reads the rest of what a command prints, to its end.</summary>
    /// <param name="process">The command.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<CommandResult> EndAsync(this Process process, CancellationToken cancellationToken)
    {
        var (output, error) =
            (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return new CommandResult(process.ExitCode, await output, await error);
    }
}
