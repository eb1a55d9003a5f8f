using MlopsInfra.Lifecycle.Models;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>The links behind a model: job, data, pipeline, commit. What the job does not say, its model may.</summary>
internal static class SourceLinks
{
    /// <summary>Adds them.</summary>
    /// <param name="links">Takes them.</param>
    /// <param name="job">The job; null where it can't be read: its link is there already.</param>
    /// <param name="workspace">ARM id of its workspace.</param>
    /// <param name="model">The model that it made; null for none.</param>
    /// <param name="data">The links to the version of the data.</param>
    public static void Add(List<TraceLink> links, TrainingJob? job, string workspace, ModelVersion? model,
        IReadOnlyList<TraceLink> data)
    {
        if (job is not null)
        {
            links.Add(new TraceLink(TraceKind.Job)
            {
                Name = job.Name,
                Id = $"{workspace}/jobs/{job.Name}",
                Details = new LinkDetails().Add("in", workspace.Split('/')[^1]).Add("status", job.Status)
                    .Add("started", job.Created).Add("by", job.Tag(LifecycleTags.Actor))
                    .Add("CI run", job.Tag(LifecycleTags.Run)).Add("page", job.Page?.ToString()).All,
            });
        }

        links.AddRange(data);
        links.Add(Data(job, model));
        links.Add(Pipeline(job, model));
        links.Add(Commit(job, model));
    }

    private static TraceLink Data(TrainingJob? job, ModelVersion? model)
    {
        var version = job?.Tag(LifecycleTags.JobDataVersion) ?? model?.Tag(LifecycleTags.DataVersion);
        var path = job?.Tag(LifecycleTags.JobDataPath) ?? model?.Tag(LifecycleTags.DataPath)
            ?? job?.Inputs.FirstOrDefault(input => input.Type != JobInput.Literal)?.Text;
        if (version is null)
            return TraceLink.None(TraceKind.Data, "neither job nor model says a version of the data", path);
        return new TraceLink(TraceKind.Data)
        {
            Name = version, Id = path, Details = new LinkDetails().Add("at", path).All,
        };
    }

    private static TraceLink Pipeline(TrainingJob? job, ModelVersion? model) =>
        (job?.ComponentId is { } id ? TrainingPipeline.NameOf(id) : model?.Tag(LifecycleTags.CodeVersion)) is { } code
            ? new TraceLink(TraceKind.Pipeline) { Name = code, Id = job?.ComponentId }
            : TraceLink.None(TraceKind.Pipeline, "neither job nor model says which");

    private static TraceLink Commit(TrainingJob? job, ModelVersion? model)
    {
        if ((job?.Tag(LifecycleTags.Commit) ?? model?.Tag(LifecycleTags.Commit)) is not { } commit)
        {
            return TraceLink.None(TraceKind.Commit,
                $"neither job nor model has the tag {LifecycleTags.Commit}: it was started outside of a repository");
        }

        var repository = job?.Tag(LifecycleTags.Repository) ?? model?.Tag(LifecycleTags.Repository);
        return new TraceLink(TraceKind.Commit)
        {
            Name = commit,
            Id = repository,
            Details = new LinkDetails().Add("branch", job?.Tag(LifecycleTags.Branch)).Add("repository", repository).All,
        };
    }
}
