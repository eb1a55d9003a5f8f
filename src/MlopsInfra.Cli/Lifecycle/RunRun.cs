using MlopsInfra.Cli.ContinuousIntegration;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary><c>mlops run</c>: a published pipeline, by a job that is followed to its end.</summary>
internal static class RunRun
{
    private const string DefaultInput = "training_data";

    /// <summary>Runs it, and tells how it ended.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ctrl+C: the job is not followed any more.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> ExecuteAsync(RunSettings settings, CancellationToken cancellationToken) =>
        LifecycleRun.ExecuteAsync(settings.Common, "run", output => RunAsync(settings, output, cancellationToken));

    private static async Task<LifecycleReport> RunAsync(RunSettings settings, LifecycleOutput output,
        CancellationToken cancellationToken)
    {
        await using var targets = await LifecycleTargets.OpenAsync(settings.Common, null, null, acts: true, output,
            cancellationToken);
        if (settings.NoWait && targets.EndsWithProcess)
        {
            throw new CliException(ExitCode.Usage, "Usage",
                "--no-wait on the local cloud needs a running 'mlops local serve': without one, the job ends with this command.");
        }

        return await new FollowedRun(targets, output) { DryRun = settings.Common.DryRun, NoWait = settings.NoWait }.ExecuteAsync(
            await RequestAsync(settings, targets, cancellationToken), result => Task.FromResult(RunReports.Of(result)),
            cancellationToken);
    }

    private static async Task<TrainingRequest> RequestAsync(RunSettings settings, LifecycleTargets targets,
        CancellationToken cancellationToken) => new()
    {
        Pipeline = settings.Pipeline,
        Data = settings.Data ?? (targets.IsLocal && settings.Pipeline is null
            && !settings.Inputs.Any(input => input.Key == DefaultInput) ? SampleData(targets.ProjectDirectory) : null),
        Inputs = settings.Inputs,
        Tags = settings.Tags.ToDictionary(),
        Experiment = settings.Experiment,
        Again = settings.Again,
        Metadata = await GitCheckout.MetadataAsync(targets.ProjectDirectory, cancellationToken),
    };

    // A local cloud that was just brought up has no data yet; the project's own makes a model of it.
    private static string? SampleData(string projectDirectory)
    {
        var folder = Path.Combine(projectDirectory, "pipelines", "training", "data");
        if (!Directory.Exists(folder)) return null;
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, folder);
        return relative.StartsWith("..", StringComparison.Ordinal) ? folder : relative;
    }
}
