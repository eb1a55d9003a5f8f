using Grpc.Core;
using Pulumirpc;

namespace Pulumi.Wire;

/// <summary>One run of a program against an engine, from its start to the exit code (protocol X1 to X3, S10).</summary>
internal static class WireRun
{
    private const int Succeeded = 0;
    private const int ErrorsLogged = 1;
    private const int ErrorReported = 32;

    public static async Task<int> RunAsync(Func<Task> program)
    {
        var settings = WireSettings.FromEnvironment();
        using var channels = new EngineChannels(settings);
        var monitor = new GrpcMonitor(channels);
        var deployment = new Deployment(settings.Deployment, monitor, new GrpcEngine(channels));
        deployment.Run(program);
        await deployment.Tracker.Finished;
        var loggedByProgram = deployment.Logger.Errors.Count;
        foreach (var exception in Causes(deployment.Tracker.Errors))
            deployment.Logger.Write(LogSeverity.Error, ErrorText.For(exception), ErrorText.ResourceOf(exception));
        return await FinishAsync(deployment, monitor, loggedByProgram);
    }

    private static async Task<int> FinishAsync(Deployment deployment, GrpcMonitor monitor, int loggedByProgram)
    {
        try
        {
            await deployment.Logger.DrainAsync();
        }
        catch (LogException exception) when (!IsUnreachable(exception))
        {
            // Nobody to tell but the person at the terminal (protocol E7). Where no engine is there, or none any more, the
            // exception ends the process (E9, E10).
            await Console.Error.WriteLineAsync(
                $"Error occurred trying to send logging message to engine: {exception.InnerException}");
            return ErrorsLogged;
        }
        if (deployment.Tracker.Errors.Length > 0)
            return ErrorReported;
        if (loggedByProgram > 0)
            return ErrorsLogged;
        await monitor.SignalAndWaitForShutdownAsync();
        return Succeeded;
    }

    /// <summary>What failed, without what only failed because of it: one report per cause (protocol E11).</summary>
    private static IEnumerable<Exception> Causes(Exception[] errors) =>
        errors.Where(error => error.InnerException is null || !errors.Contains(error.InnerException));

    private static bool IsUnreachable(LogException exception) =>
        exception.InnerException is RpcException { StatusCode: StatusCode.Unavailable };
}
