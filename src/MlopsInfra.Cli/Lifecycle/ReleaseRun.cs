using MlopsInfra.Lifecycle.Releases;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary><c>mlops release</c>: image, QA, production, in Azure or on the local cloud.</summary>
internal static class ReleaseRun
{
    /// <summary>Runs it, and tells how it ended.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ctrl+C: the same command goes on from there.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> ExecuteAsync(ReleaseSettings settings, CancellationToken cancellationToken) =>
        LifecycleRun.ExecuteAsync(settings.Common, "release", output => RunAsync(settings, output, cancellationToken));

    private static async Task<LifecycleReport> RunAsync(ReleaseSettings settings, LifecycleOutput output,
        CancellationToken cancellationToken)
    {
        if (settings is { Builder: ImageBuilderKind.Docker, Common.Local: true })
            throw new CliException(ExitCode.Usage, "Usage",
                "--builder docker is for Azure: nothing is pushed to the local cloud, which builds by its own tasks.");
        var common = settings.Common;
        var from = settings.From == common.Stack.Stack ? null : settings.From;
        await using var targets = await LifecycleTargets.OpenAsync(common, from, settings.FromOutputs, acts: true, output,
            cancellationToken);
        var options = Releasing.Options(targets) with
        {
            Model = settings.Model,
            Builder = settings.Builder,
            Collector = settings.Collector,
            MaxLatency = TimeSpan.FromMilliseconds(settings.MaxLatency),
            Steps = settings.Steps,
        };
        if (settings.Watch is { } seconds)
            options = options with { Watch = TimeSpan.FromSeconds(seconds), UsualWatch = TimeSpan.FromSeconds(seconds) };
        var result = await new Releaser(targets.Environment, targets.Source, options, output)
            .RunAsync(common.DryRun, cancellationToken);
        return ReleaseReports.Of(result, common);
    }
}
