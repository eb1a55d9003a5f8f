using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Running;

namespace MlopsInfra.Cli.Jobs;

/// <summary><c>mlops local logs</c>: what something printed.</summary>
internal static class LogsRun
{
    /// <summary>Prints it.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="name">Whose log it is.</param>
    /// <param name="tail">How many of the last lines; null for all.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExecuteAsync(StackSettings settings, string name, int? tail,
        CancellationToken cancellationToken)
    {
        await using var output = RunOutputs.Create(settings, isPreview: true);
        try
        {
            await using var source = await LogSource.OpenAsync(settings, cancellationToken);
            var log = await source.ReadAsync(name, cancellationToken);
            if (tail is { } lines) log = Last(log, lines);
            Console.Out.Write(log);
            if (log.Length > 0 && !log.EndsWith('\n')) Console.Out.WriteLine();
            return (int)ExitCode.Done;
        }
        catch (Exception exception)
        {
            return await CommandRun.FailAsync(output, exception);
        }
    }

    private static string Last(string log, int lines) =>
        string.Join('\n', log.TrimEnd('\n').Split('\n').TakeLast(lines));
}
