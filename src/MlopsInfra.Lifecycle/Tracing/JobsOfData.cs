using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>Finds the jobs that read some data.</summary>
/// <param name="environment">The environment.</param>
internal sealed class JobsOfData(LifecycleEnvironment environment)
{
    /// <summary>The jobs, the newest first.</summary>
    /// <param name="asked">What is asked for.</param>
    /// <param name="versions">The versions of the training data that hold it, <c>NAME:VERSION</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public Task<IReadOnlyList<TrainingJob>> FindAsync(DataQuestion asked, IReadOnlySet<string> versions,
        CancellationToken cancellationToken) =>
        LifecycleEnvironment.GuardAsync<IReadOnlyList<TrainingJob>>(
            $"listing the jobs of {environment.Name}",
            async () => [.. (await environment.Arm.ListAsync(
                    environment.InWorkspace("jobs?listViewType=All"), cancellationToken))
                .Select(TrainingJob.Of).Where(job => Reads(job, asked, versions))
                .OrderByDescending(job => job.Created ?? DateTimeOffset.MinValue)],
            cancellationToken);

    /// <summary>Whether a version that is written down means the one that is asked for: of an asset it holds what lay there,
    /// too.</summary>
    /// <param name="asked">The one that is asked for.</param>
    /// <param name="written">The one that is written down; null for none.</param>
    public static bool IsVersion(string asked, string? written) => written is not null
        && (written == asked || written.StartsWith($"{asked}+", StringComparison.Ordinal)
            || written.EndsWith($"+{asked}", StringComparison.Ordinal));

    /// <summary>Whether the tags of a job or model say that it was made of what is asked for.</summary>
    /// <param name="asked">What is asked for.</param>
    /// <param name="versions">The versions of the training data that hold it.</param>
    /// <param name="tag">The value of a tag.</param>
    /// <param name="dataVersion">Name of the tag with the version.</param>
    /// <param name="dataPath">Name of the tag with the path.</param>
    public static bool IsOf(DataQuestion asked, IReadOnlySet<string> versions, Func<string, string?> tag, string dataVersion,
        string dataPath)
    {
        if (tag(LifecycleTags.Data) is { } data && versions.Contains(data)) return true;
        if (asked.VersionId is { } id) return tag(LifecycleTags.VersionId) == id;
        return IsVersion(asked.Text, tag(dataVersion)?.Trim('"')) || tag(LifecycleTags.VersionId) == asked.Text
            || (tag(dataPath) is { } path && (path == asked.Text || path == asked.Path));
    }

    private static bool Reads(TrainingJob job, DataQuestion asked, IReadOnlySet<string> versions) =>
        IsOf(asked, versions, job.Tag, LifecycleTags.JobDataVersion, LifecycleTags.JobDataPath)
        || (asked.VersionId is null && job.Inputs.Any(input => input.Type != JobInput.Literal
            && (input.Text == asked.Text || TrainingPipeline.NameOf(input.Text) == asked.Text
                || input.Text == $"azureml:{asked.Text}")));
}
