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
        // What no part foresaw is a defect; it is still told in the form that was asked for, with its trace on --verbose.
        var failure = CliErrors.TryOf(exception, out var known)
            ? known
            : new CliException(ExitCode.Failed, "InternalError",
                $"{exception.GetType().Name}: {exception.Message} (a defect; --verbose shows where)", null, exception);
        await output.FailedAsync(failure, report);
        return (int)failure.ExitCode;
    }
}
