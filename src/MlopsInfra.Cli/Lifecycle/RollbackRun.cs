using MlopsInfra.Lifecycle.Releases;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary><c>mlops rollback</c>: what served before serves again.</summary>
internal static class RollbackRun
{
    /// <summary>Runs it, and tells how it ended.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="release">The release to go back to; null for the one that served before.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> ExecuteAsync(LifecycleSettings settings, string? release, CancellationToken cancellationToken) =>
        LifecycleRun.ExecuteAsync(settings, "rollback", output => RunAsync(settings, release, output, cancellationToken));

    private static async Task<LifecycleReport> RunAsync(LifecycleSettings settings, string? release, LifecycleOutput output,
        CancellationToken cancellationToken)
    {
        await using var targets = await LifecycleTargets.OpenAsync(settings, null, null, acts: true, output, cancellationToken);
        var results = await new Rollback(targets.Environment, Releasing.Options(targets), output)
            .RunAsync(release, settings.DryRun, cancellationToken);
        return new LifecycleReport
        {
            Lines = [.. results.Select(each => Line(each, settings.DryRun))],
            Markdown = LifecycleMarkdown.Table(["Where", "Release", "Model", "Until then"],
                results.Select(each => (string[])[each.Where, each.Release, each.Model ?? "", each.Left ?? ""])),
            Outputs = results.Count == 0 || settings.DryRun ? new Dictionary<string, string>()
                : new Dictionary<string, string> { ["release"] = results[^1].Release },
            Document = json =>
            {
                if (settings.DryRun) json.WriteBoolean("dryRun", true);
                json.WriteStartArray("rolledBack");
                foreach (var each in results)
                {
                    json.WriteStartObject();
                    json.WriteString("where", each.Where);
                    json.WriteString("release", each.Release);
                    if (each.Model is { } model) json.WriteString("model", model);
                    if (each.Left is { } left) json.WriteString("left", left);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            },
        };
    }

    private static string Line(RollbackResult result, bool isDryRun) =>
        $"{(isDryRun ? "Would serve" : "Serves")}: {result.Release} ({result.Model ?? "no release made it"}) at {result.Where}"
            + (result.Left is { } left ? $", in place of {left}" : "");
}
