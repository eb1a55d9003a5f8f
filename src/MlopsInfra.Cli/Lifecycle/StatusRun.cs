using MlopsInfra.Lifecycle.Status;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary><c>mlops status</c>: what runs in an environment.</summary>
internal static class StatusRun
{
    /// <summary>Asks, and tells.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> ExecuteAsync(LifecycleSettings settings, CancellationToken cancellationToken) =>
        LifecycleRun.ExecuteAsync(settings, "status", async output =>
        {
            await using var targets = await LifecycleTargets.OpenAsync(settings, null, null, acts: false, output,
                cancellationToken);
            var status = await new StatusReader(targets.Environment).ReadAsync(cancellationToken);
            return new LifecycleReport
            {
                Lines = [.. StatusText.Lines(status, targets.EndsWithProcess)],
                Document = json => StatusJson.Write(json, status),
                Markdown = StatusText.Markdown(status),
                Outputs = Outputs(status),
            };
        });

    private static Dictionary<string, string> Outputs(EnvironmentStatus status)
    {
        var outputs = new Dictionary<string, string>();
        var scoring = status.Scoring.FirstOrDefault(each => each.Serving.Any()) ?? status.Scoring.FirstOrDefault();
        if (scoring?.Address is { } address) outputs["service_scoring_uri"] = address.ToString();
        if (scoring?.Description is { } description) outputs["service_swagger_uri"] = description.ToString();
        if (scoring?.Serving.FirstOrDefault() is not { } release) return outputs;
        outputs["release"] = release.Name;
        if (release.Image is { } image) outputs["image"] = image;
        if (release.Model?.LastIndexOf(':') is not (> 0 and var at)) return outputs;
        outputs["model_name"] = release.Model[..at];
        outputs["model_version"] = release.Model[(at + 1)..];
        return outputs;
    }
}
