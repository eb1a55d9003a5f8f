using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;
using MlopsInfra.Lifecycle.Runs;
using MlopsInfra.Lifecycle.Status;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>Makes chains: from what serves, over image and model, back to job, data, pipeline and commit.</summary>
/// <param name="environment">The environment.</param>
/// <param name="scoring">What scores there.</param>
internal sealed class ChainBuilder(LifecycleEnvironment environment, IReadOnlyList<ScoringStatus> scoring)
{
    private readonly ModelRegistry _models = new(environment);
    private readonly ModelOrigins _origins = new(environment);
    private readonly DataLinks _data = new(environment);

    /// <summary>The chain of a release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="first">What stands before it; null for nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<TraceChain> OfReleaseAsync(RunningRelease release, TraceLink? first,
        CancellationToken cancellationToken)
    {
        List<TraceLink> links = first is null ? [] : [first];
        links.Add(ReleaseLinks.Of(release, scoring));
        await AddModelAsync(links, release.Model, release.Image, "the release", release.Tag(LifecycleTags.Job),
            cancellationToken);
        return new TraceChain(links);
    }

    /// <summary>The chain of a model, with the releases that run it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<TraceChain> OfModelAsync(ModelVersion model, CancellationToken cancellationToken)
    {
        var image = model.Tag(LifecycleTags.Image);
        List<TraceLink> links =
        [
            .. scoring.SelectMany(each => each.Releases)
                .Where(release => release.Model == model.Reference || (image is not null && release.Image == image))
                .Select(release => ReleaseLinks.Of(release, scoring)),
        ];
        if (links.Count == 0)
            links.Add(TraceLink.None(TraceKind.Deployment, $"no release of {environment.Name} runs it"));
        await AddModelAsync(links, model, image, cancellationToken);
        return new TraceChain(links);
    }

    /// <summary>The chain of a job that registered nothing.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<TraceChain> OfJobAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        var why = job.Tag(LifecycleTags.Decision) == LifecycleTags.Keep
            ? $"the gate refused it: {job.Tag(LifecycleTags.Reason) ?? "it says no reason"}" : $"{job.Name} registered none";
        var links = new List<TraceLink> { TraceLink.None(TraceKind.Model, why) };
        SourceLinks.Add(links, job, environment.WorkspaceId, null,
            await _data.OfAsync(job, environment.WorkspaceId, null, cancellationToken));
        return new TraceChain(links);
    }

    /// <summary>The chain of a prediction whose release is gone.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="first">Its link.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<TraceChain> OfPredictionAsync(PredictionRecord prediction, TraceLink first,
        CancellationToken cancellationToken)
    {
        List<TraceLink> links =
        [
            first, TraceLink.None(TraceKind.Deployment, prediction.Release is null
                ? "the service did not know its release" : $"{environment.Name} has no release of this name any more",
                prediction.Release),
        ];
        await AddModelAsync(links, prediction.Model, prediction.Image, "the prediction", null, cancellationToken);
        return new TraceChain(links);
    }

    private async Task AddModelAsync(List<TraceLink> links, string? reference, string? image, string whose, string? job,
        CancellationToken cancellationToken)
    {
        if (reference is not null && ModelVersion.TryParse(reference, out var name, out var version)
            && await _models.FindAsync(name, version, cancellationToken) is { } model)
        {
            await AddModelAsync(links, model, image, cancellationToken);
            return;
        }

        AddImage(links, image, $"{whose} does not say which", null);
        links.Add(TraceLink.None(TraceKind.Model, reference is null
            ? $"{whose} does not say which" : $"the workspace of {environment.Name} has no such version any more", reference));
        links.Add(TraceLink.None(TraceKind.Job, "it is found by the model", job));
    }

    private async Task AddModelAsync(List<TraceLink> links, ModelVersion model, string? image,
        CancellationToken cancellationToken)
    {
        AddImage(links, image ?? model.Tag(LifecycleTags.Image),
            model.Tag(LifecycleTags.ImageNote) ?? "the model does not say one: it is not built yet", model);
        links.Add(Link(model));
        var (origins, missing) = await _origins.OfAsync(model, cancellationToken);
        links.AddRange(origins.Select(Link));
        if (missing is not null) links.Add(missing);
        var origin = origins.Count > 0 ? origins[^1] : model;
        await AddJobAsync(links, origin, missing, cancellationToken);
    }

    private async Task AddJobAsync(List<TraceLink> links, ModelVersion origin, TraceLink? missing,
        CancellationToken cancellationToken)
    {
        var workspace = ModelOrigins.WorkspaceIdOf(origin.Id);
        if (origin.Tag(LifecycleTags.Job) is not { } name)
        {
            links.Add(TraceLink.None(TraceKind.Job, $"the model has no tag {LifecycleTags.Job}: it was not registered by the "
                + "pipeline"));
            SourceLinks.Add(links, null, workspace, origin, await _data.OfAsync(null, workspace, origin, cancellationToken));
            return;
        }

        // A copy says which job it was, and not in which workspace.
        var (job, why) = missing is null ? await ReadAsync(workspace, name, cancellationToken)
            : (null, "the workspace that it ran in can't be read");
        if (job is null) links.Add(TraceLink.None(TraceKind.Job, why!, name));
        SourceLinks.Add(links, job, workspace, origin, await _data.OfAsync(job, workspace, origin, cancellationToken));
    }

    private async Task<(TrainingJob? Job, string? Why)> ReadAsync(string workspace, string name,
        CancellationToken cancellationToken)
    {
        try
        {
            return await TrainingJob.FindAsync(environment.Arm, workspace, name, cancellationToken) is { } job
                ? (job, null) : (null, $"{workspace.Split('/')[^1]} has no such job any more");
        }
        catch (Exception exception) when (ArmError.IsAzure(exception, cancellationToken))
        {
            return (null, $"it can't be read ({ArmError.Of(exception).Code})");
        }
    }

    private void AddImage(List<TraceLink> links, string? image, string why, ModelVersion? model) => links.Add(image is null
        ? TraceLink.None(TraceKind.Image, why)
        : new TraceLink(TraceKind.Image)
        {
            Name = image,
            Id = $"{environment.Outputs.RegistryLoginServer}/{image}",
            Details = new LinkDetails().Add("tag", model?.Tag(LifecycleTags.ImageTag))
                .Add("tested in QA", model?.Tag(LifecycleTags.Tested) is not { } tested ? null
                    : image.EndsWith(tested, StringComparison.Ordinal) || tested == image ? "yes" : "another image").All,
        });

    private static TraceLink Link(ModelVersion model)
    {
        var details = new LinkDetails().Add("in", ModelOrigins.WorkspaceOf(model.Id)).Add("registered", model.Created);
        // A copy's tags are those of the first one, which says them.
        if (model.Tag(LifecycleTags.From) is null)
        {
            details.Add("decision", model.Tag(LifecycleTags.Decision)).Add("reason", model.Tag(LifecycleTags.Reason))
                .Add(model.Metrics);
        }

        return new TraceLink(TraceKind.Model) { Name = model.Reference, Id = model.Id, Details = details.All };
    }
}
