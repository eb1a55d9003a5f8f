using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>Reads what came of a job: from its tags, which its steps set, and from the model that it registered.</summary>
/// <param name="environment">The environment.</param>
internal sealed class TrainingResults(LifecycleEnvironment environment)
{
    private static readonly string[] Usual =
    [
        LifecycleTags.Decision, LifecycleTags.Reason, LifecycleTags.Metric, LifecycleTags.Champion, LifecycleTags.Model,
        LifecycleTags.Image, LifecycleTags.ImageTag, LifecycleTags.ImageNote, LifecycleTags.Commit, LifecycleTags.Branch,
        LifecycleTags.Repository, LifecycleTags.Actor, LifecycleTags.Run,
    ];

    /// <summary>The result of a job that has ended.</summary>
    /// <param name="job">The job.</param>
    /// <param name="error">Why it failed; null if nothing is known.</param>
    /// <param name="cutOff">Jobs that did the same before, and did not complete.</param>
    /// <param name="given">Names of the tags that it was started with.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<TrainingResult> OfAsync(TrainingJob job, string? error, IReadOnlyList<string> cutOff,
        IEnumerable<string> given, CancellationToken cancellationToken)
    {
        var own = job.Status == JobState.Completed ? await ModelAsync(job, cancellationToken) : null;
        var earlier = own is null ? await EarlierAsync(job, cutOff, cancellationToken) : null;
        var model = own ?? earlier;
        string? TagOf(string name) => job.Tag(name) ?? model?.Tag(name);
        return new TrainingResult(job)
        {
            Error = error,
            Decision = earlier is not null ? LifecycleTags.Register
                : TagOf(LifecycleTags.Decision) ?? (model is null ? null : LifecycleTags.Register),
            Reason = earlier is not null
                ? $"{earlier.Tag(LifecycleTags.Job)} registered {earlier.Reference} of the same before it was cut off"
                : TagOf(LifecycleTags.Reason),
            Champion = TagOf(LifecycleTags.Champion),
            Metrics = LifecycleTags.MetricsIn(job.Tags) is { Count: > 0 } metrics ? metrics
                : model?.Metrics ?? new Dictionary<string, double>(),
            Model = model,
            Image = TagOf(LifecycleTags.Image),
            ImageNote = TagOf(LifecycleTags.ImageNote),
            Said = job.Tags.Where(tag => IsSaid(tag.Key) && tag.Value.Length > 0)
                .ExceptBy(given, tag => tag.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
        };
    }

    // What the pipeline's own steps say besides what every training says, as in mlops.feedback.rows.
    private static bool IsSaid(string tag) => tag.StartsWith(LifecycleTags.Prefix, StringComparison.Ordinal)
        && !tag.StartsWith(LifecycleTags.MetricPrefix, StringComparison.Ordinal) && !Usual.Contains(tag, StringComparer.Ordinal);

    // The gate can't know that the champion, which the new model is not better than, is that model.
    private async Task<ModelVersion?> EarlierAsync(TrainingJob job, IReadOnlyList<string> cutOff,
        CancellationToken cancellationToken)
    {
        if (cutOff.Count == 0 || job.Tag(LifecycleTags.Decision) != LifecycleTags.Keep
            || job.Tag(LifecycleTags.Champion) is not { } champion
            || !ModelVersion.TryParse(champion, out var name, out var version)) return null;
        var model = await new ModelRegistry(environment).FindAsync(name, version, cancellationToken);
        return model?.Tag(LifecycleTags.Job) is { } by && cutOff.Contains(by) ? model : null;
    }

    private async Task<ModelVersion?> ModelAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        var models = new ModelRegistry(environment);
        if (job.Tag(LifecycleTags.Model) is { } named && ModelVersion.TryParse(named, out var name, out var version))
            return await models.FindAsync(name, version, cancellationToken);
        // Refused: nothing was registered. Without a word of the steps, the registry says.
        if (job.Tag(LifecycleTags.Decision) is LifecycleTags.Keep) return null;
        foreach (var each in await models.NamesAsync(cancellationToken))
        {
            var found = (await models.VersionsAsync(each, cancellationToken))
                .FirstOrDefault(one => one.Tag(LifecycleTags.Job) == job.Name);
            if (found is not null) return found;
        }

        return null;
    }
}
