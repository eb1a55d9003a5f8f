using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.Lifecycle;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Cli.Drift;

/// <summary>What monitoring saw.</summary>
/// <param name="Job">The job that compared.</param>
/// <param name="Outcome"><c>stable</c>, <c>breach</c> or <c>too-little-data</c>; null where the job said nothing.</param>
internal sealed record MonitoredModel(TrainingJob Job, string? Outcome)
{
    /// <summary>Why, in a sentence.</summary>
    public string? Reason => Job.Tag(LifecycleTags.MonitoringReason);

    /// <summary>Address of the report.</summary>
    public string? Report => Job.Tag(LifecycleTags.MonitoringReport);

    /// <summary>What training was started, or why none.</summary>
    public string? Training => Job.Tag(LifecycleTags.MonitoringTraining);

    /// <summary>The model that predicted, <c>NAME:VERSION</c>; null where the numbers can't be read from here.</summary>
    public string? Model { get; init; }

    /// <summary>The window, from and until; null where the numbers can't be read from here.</summary>
    public string? Window { get; init; }

    /// <summary>The numbers; empty where they can't be read from here.</summary>
    public IReadOnlyList<ComparedStatistic> Statistics { get; init; } = [];

    /// <summary>Whether something is past its threshold.</summary>
    public bool IsBreach => Outcome == LifecycleTags.Breach;

    /// <summary>Takes over what the file beside the report says.</summary>
    /// <param name="metrics">The text of <c>metrics.json</c>.</param>
    /// <exception cref="CliException">It is none.</exception>
    public MonitoredModel With(string metrics)
    {
        try
        {
            var json = StrictJson.ParseObject(metrics);
            var features = (json["features"] as JsonObject ?? []).SelectMany(each => Of(each.Key, each.Value));
            return this with
            {
                Model = json["model"]?.ToString(),
                Window = json["window"]?.ToString(),
                Statistics = [.. features, .. Of("prediction", json["prediction"]), .. Of("performance", json["performance"])],
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new CliException(ExitCode.Failed, "InvalidReport",
                $"The metrics.json of {Job.Name} is not what the pipeline writes: {exception.Message}", Job.Name, exception);
        }
    }

    private static IEnumerable<ComparedStatistic> Of(string name, JsonNode? compared) =>
        (compared?["statistics"] as JsonObject ?? []).Select(each =>
            new ComparedStatistic(name, each.Key, each.Value?["state"]?.ToString() ?? "")
            {
                Value = Number(each.Value?["value"]), Threshold = Number(each.Value?["threshold"]),
            });

    private static double? Number(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number ? (double)node : null;
}
