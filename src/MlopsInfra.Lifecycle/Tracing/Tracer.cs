using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;
using MlopsInfra.Lifecycle.Runs;
using MlopsInfra.Lifecycle.Status;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>
/// Traces what an environment serves back to commit and data, and data or a job forward to where what was trained on it runs.
/// Nothing is changed; all but predictions is asked of Resource Manager.
/// </summary>
/// <param name="environment">The environment.</param>
public sealed class Tracer(LifecycleEnvironment environment)
{
    private readonly ModelRegistry _models = new(environment);

    /// <summary>The chains of what is asked for.</summary>
    /// <param name="subject">What is asked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">There is no such thing, or Azure refuses.</exception>
    public async Task<IReadOnlyList<TraceChain>> TraceAsync(TraceSubject subject, CancellationToken cancellationToken)
    {
        var status = new StatusReader(environment);
        ScoringStatus[] scoring =
        [
            .. new[] { await status.ProductionAsync(cancellationToken), await status.QaAsync(cancellationToken) }
                .OfType<ScoringStatus>(),
        ];
        var chains = new ChainBuilder(environment, scoring);
        return subject switch
        {
            { Prediction: { } id } => [await OfPredictionAsync(id, subject.At, scoring, chains, cancellationToken)],
            { Deployment: { } name } => [await chains.OfReleaseAsync(ReleaseOf(name, scoring), null, cancellationToken)],
            { Model: { } model } => [await chains.OfModelAsync(await ModelAsync(model, cancellationToken), cancellationToken)],
            { Image: { } image } => await OfImageAsync(image, scoring, chains, cancellationToken),
            { Job: { } job } => await OfJobAsync(job, chains, cancellationToken),
            { Data: { } data } => await OfDataAsync(data, chains, cancellationToken),
            _ => await OfServingAsync(scoring, chains, cancellationToken),
        };
    }

    private async Task<IReadOnlyList<TraceChain>> OfServingAsync(ScoringStatus[] scoring, ChainBuilder chains,
        CancellationToken cancellationToken)
    {
        if (scoring.Length == 0)
        {
            throw new LifecycleException("NoScoring",
                $"The stack {environment.Name} has no scoring: neither qaScoring nor productionScoring. Name what to trace: "
                + "--model, --job or --data.");
        }

        // Production, where there is one: QA only tries.
        var serving = scoring.Select(each => each.Serving.ToList()).FirstOrDefault(each => each.Count > 0);
        if (serving is null)
        {
            throw new LifecycleException("NothingReleased",
                $"Nothing was released to {environment.Name} yet. 'mlops release {environment.Name}' does it; --model, --job and "
                + "--data trace what there is.");
        }

        var found = new List<TraceChain>();
        foreach (var release in serving) found.Add(await chains.OfReleaseAsync(release, null, cancellationToken));
        return found;
    }

    private RunningRelease ReleaseOf(string name, ScoringStatus[] scoring)
    {
        var releases = scoring.SelectMany(each => each.Releases).ToList();
        return releases.FirstOrDefault(release => release.Name == name)
            ?? scoring.Where(each => each.Name == name).SelectMany(each => each.Serving).FirstOrDefault()
            ?? throw new LifecycleException("ReleaseNotFound", $"{environment.Name} has no release '{name}'. "
                + (releases.Count == 0 ? "It has none." : $"It has: {string.Join(", ", releases.Select(each => each.Name))}."));
    }

    private async Task<ModelVersion> ModelAsync(string asked, CancellationToken cancellationToken)
    {
        if (ModelVersion.TryParse(asked, out var name, out var version)
            && await _models.FindAsync(name, version, cancellationToken) is { } found) return found;
        var versions = await _models.VersionsAsync(name, cancellationToken);
        if (version.Length == 0 && versions.Count > 0) return versions[0];
        throw new LifecycleException("ModelNotFound", versions.Count > 0
            ? $"{environment.Name} has no version '{version}' of the model {name}. It has: "
                + $"{string.Join(", ", versions.Select(each => each.Version))}."
            : $"{environment.Name} has no model '{name}'. It has: "
                + $"{string.Join(", ", (await _models.NamesAsync(cancellationToken)).DefaultIfEmpty("none"))}.");
    }

    private async Task<IReadOnlyList<TraceChain>> OfImageAsync(string image, ScoringStatus[] scoring,
        ChainBuilder chains, CancellationToken cancellationToken)
    {
        bool Is(string? each) => each is not null
            && (each == image || each.EndsWith($"@{image}", StringComparison.Ordinal)
                || each.EndsWith($":{image}", StringComparison.Ordinal));
        var models = await ModelsAsync(model => Is(model.Tag(LifecycleTags.Image)) || model.Tag(LifecycleTags.ImageTag) == image,
            cancellationToken);
        if (models.Count > 0) return await ChainsAsync(models, chains, cancellationToken);
        // The model may be gone, and the image served all the same.
        var release = scoring.SelectMany(each => each.Releases).FirstOrDefault(each => Is(each.Image))
            ?? throw new LifecycleException("ImageNotFound",
                $"No model and no release of {environment.Name} names the image '{image}': give its digest, or its tag.");
        return [await chains.OfReleaseAsync(release, null, cancellationToken)];
    }

    private async Task<IReadOnlyList<TraceChain>> OfJobAsync(string name, ChainBuilder chains,
        CancellationToken cancellationToken)
    {
        var models = await ModelsAsync(model => model.Tag(LifecycleTags.Job) == name, cancellationToken);
        if (models.Count > 0) return await ChainsAsync(models, chains, cancellationToken);
        var job = await TrainingJob.FindAsync(environment, name, cancellationToken)
            ?? throw new LifecycleException("JobNotFound",
                $"{environment.Name} has no job '{name}', and no model that such a job made.");
        return [await chains.OfJobAsync(job, cancellationToken)];
    }

    private async Task<IReadOnlyList<TraceChain>> OfDataAsync(string data, ChainBuilder chains,
        CancellationToken cancellationToken)
    {
        var asked = DataQuestion.Of(data);
        var (versions, unseen) = await new DataSearch(environment).FindAsync(asked, cancellationToken);
        var jobs = await new JobsOfData(environment).FindAsync(asked, versions, cancellationToken);
        var models = await ModelsAsync(
            model => JobsOfData.IsOf(asked, versions, model.Tag, LifecycleTags.DataVersion, LifecycleTags.DataPath)
                || jobs.Any(job => job.Name == model.Tag(LifecycleTags.Job)),
            cancellationToken);
        var found = (await ChainsAsync(models, chains, cancellationToken)).ToList();
        foreach (var job in jobs.Where(job => models.All(model => model.Tag(LifecycleTags.Job) != job.Name)))
            found.Add(await chains.OfJobAsync(job, cancellationToken));
        if (found.Count == 0)
        {
            throw new LifecycleException("DataNotFound", $"Neither a job nor a model of {environment.Name} was made of the data "
                + $"'{data}'{(unseen is null ? "" : $", as far as can be seen: {unseen}")}.");
        }

        // Who asks for all that was made of some data has to know that it may not be all.
        if (unseen is not null) found.Add(new TraceChain([TraceLink.None(TraceKind.Asset, unseen)]));
        return found;
    }

    private async Task<TraceChain> OfPredictionAsync(string id, string? at, ScoringStatus[] scoring,
        ChainBuilder chains, CancellationToken cancellationToken)
    {
        var (found, why) = await new PredictionLog(environment).FindAsync(id, at, cancellationToken);
        if (found is null)
        {
            throw new LifecycleException("PredictionNotFound",
                $"The prediction '{id}' was not found in {environment.Name}: {why}.");
        }

        var link = new TraceLink(TraceKind.Prediction)
        {
            Name = id,
            Id = found.Blob.AbsoluteUri,
            Details = new LinkDetails().Add("at", found.Time).Add("model", found.Model).Add("in", found.Blob.AbsolutePath).All,
        };
        // A container group may have another release by now: the line says which model it was.
        var release = scoring.SelectMany(each => each.Releases).FirstOrDefault(each => each.Name == found.Release);
        return release is null ? await chains.OfPredictionAsync(found, link, cancellationToken)
            : await chains.OfReleaseAsync(release, link, cancellationToken);
    }

    private async Task<IReadOnlyList<ModelVersion>> ModelsAsync(Func<ModelVersion, bool> isMeant,
        CancellationToken cancellationToken)
    {
        var found = new List<ModelVersion>();
        foreach (var name in await _models.NamesAsync(cancellationToken))
            found.AddRange((await _models.VersionsAsync(name, cancellationToken)).Where(isMeant));
        return found;
    }

    private static async Task<IReadOnlyList<TraceChain>> ChainsAsync(IReadOnlyList<ModelVersion> models, ChainBuilder chains,
        CancellationToken cancellationToken)
    {
        var found = new List<TraceChain>();
        foreach (var model in models) found.Add(await chains.OfModelAsync(model, cancellationToken));
        return found;
    }
}
