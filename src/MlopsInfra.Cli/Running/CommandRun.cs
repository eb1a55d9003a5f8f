using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Reports;

namespace MlopsInfra.Cli.Running;

/// <summary>Runs the body of a command, and tells the user how it ended.</summary>
internal static class CommandRun
{
    /// <summary>Runs a command; what it throws is told to the user.</summary>
    /// <param name="output">Is told how it ended.</param>
    /// <param name="body">The command; what it throws is told as an error.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> GuardAsync(IRunOutput output, Func<Task<RunReport>> body)
    {
        try
        {
            await output.SucceededAsync(await body());
            return (int)ExitCode.Done;
        }
        catch (Exception exception)
        {
            return await FailAsync(output, exception);
        }
    }

    /// <summary>Tells of an error.</summary>
    /// <param name="output">Is told.</param>
    /// <param name="exception">The error.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> FailAsync(IRunOutput output, Exception exception)
    {
        var report = (exception as RunFailedException)?.Report;
        var failure = CliErrors.Of(exception);
        await output.FailedAsync(failure, report);
        return (int)failure.ExitCode;
    }
}
