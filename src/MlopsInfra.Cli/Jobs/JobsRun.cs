using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Running;

namespace MlopsInfra.Cli.Jobs;

/// <summary><c>mlops local jobs</c>: what ran, as a running <c>mlops local serve</c> or the store says it.</summary>
internal static class JobsRun
{
    /// <summary>Lists them.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="job">The job whose steps are listed; null for all jobs.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExecuteAsync(StackSettings settings, string? job, CancellationToken cancellationToken)
    {
        await using var output = RunOutputs.Create(settings, isPreview: true);
        try
        {
            await using var source = await LogSource.OpenAsync(settings, cancellationToken);
            var jobs = job is null ? await source.History.JobsAsync(cancellationToken)
                : await source.History.StepsAsync(await source.History.FindAsync(job.Split('/'), cancellationToken)
                    ?? throw LogSource.NoSuch(job, "job"), cancellationToken);
            var none = job is null ? $"Stack {settings.Stack} has no jobs." : $"The job {job} has no steps.";
            Report.Print(settings.Json, JobsReport.Lines(none, jobs),
                stream => JobsReport.WriteJson(stream, settings.Stack, job, jobs));
            return (int)ExitCode.Done;
        }
        catch (Exception exception)
        {
            return await CommandRun.FailAsync(output, exception);
        }
    }
}
