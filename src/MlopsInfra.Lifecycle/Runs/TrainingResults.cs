using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>Reads what came of a job: from its tags, which its steps set, and from the model that it registered.</summary>
/// <param name="environment">The environment.</param>
internal sealed class TrainingResults(LifecycleEnvironment environment)
{
    /// <summary>The result of a job that has ended.</summary>
    /// <param name="job">The job.</param>
    /// <param name="error">Why it failed; null if nothing is known.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<TrainingResult> OfAsync(TrainingJob job, string? error, CancellationToken cancellationToken)
    {
        var model = job.Status == JobState.Completed ? await ModelAsync(job, cancellationToken) : null;
        string? TagOf(string name) => job.Tag(name) ?? model?.Tag(name);
        return new TrainingResult(job)
        {
            Error = error,
            Decision = TagOf(LifecycleTags.Decision) ?? (model is null ? null : LifecycleTags.Register),
            Reason = TagOf(LifecycleTags.Reason),
            Champion = TagOf(LifecycleTags.Champion),
            Metrics = LifecycleTags.MetricsIn(job.Tags) is { Count: > 0 } metrics ? metrics
                : model?.Metrics ?? new Dictionary<string, double>(),
            Model = model,
            Image = TagOf(LifecycleTags.Image),
            ImageNote = TagOf(LifecycleTags.ImageNote),
        };
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
