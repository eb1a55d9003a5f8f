using MlopsInfra.Lifecycle.Tracing;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary><c>mlops trace</c>: the chain from predictions to data and commit, and back.</summary>
internal static class TraceRun
{
    /// <summary>Asks, and tells.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="subject">What is traced.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code: also 0 where links are missing, which are told.</returns>
    public static Task<int> ExecuteAsync(LifecycleSettings settings, TraceSubject subject,
        CancellationToken cancellationToken) =>
        LifecycleRun.ExecuteAsync(settings, "trace", async output =>
        {
            await using var targets = await LifecycleTargets.OpenAsync(settings, null, null, acts: false, output,
                cancellationToken);
            var chains = await new Tracer(targets.Environment).TraceAsync(subject, cancellationToken);
            return new LifecycleReport
            {
                Lines = [.. TraceText.Lines(chains)],
                Document = json => TraceJson.Write(json, chains),
                Markdown = TraceText.Markdown(chains),
            };
        });
}
