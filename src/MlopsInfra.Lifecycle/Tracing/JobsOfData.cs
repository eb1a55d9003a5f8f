using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>Finds the jobs that read some data.</summary>
/// <param name="environment">The environment.</param>
internal sealed class JobsOfData(LifecycleEnvironment environment)
{
    /// <summary>The jobs, the newest first.</summary>
    /// <param name="data">A version of data, a data asset <c>NAME:VERSION</c>, or an address.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public Task<IReadOnlyList<TrainingJob>> FindAsync(string data, CancellationToken cancellationToken) =>
        LifecycleEnvironment.GuardAsync<IReadOnlyList<TrainingJob>>(
            $"listing the jobs of {environment.Name}",
            async () => [.. (await environment.Arm.ListAsync(
                    environment.InWorkspace("jobs?listViewType=All"), cancellationToken))
                .Select(TrainingJob.Of).Where(job => Reads(job, data))
                .OrderByDescending(job => job.Created ?? DateTimeOffset.MinValue)],
            cancellationToken);

    /// <summary>Whether a version that is written down means the one that is asked for: of an asset it holds what lay there,
    /// too.</summary>
    /// <param name="asked">The one that is asked for.</param>
    /// <param name="written">The one that is written down; null for none.</param>
    public static bool IsVersion(string asked, string? written) => written is not null
        && (written == asked || written.StartsWith($"{asked}+", StringComparison.Ordinal)
            || written.EndsWith($"+{asked}", StringComparison.Ordinal));

    private static bool Reads(TrainingJob job, string data) => IsVersion(data, job.Tag(LifecycleTags.JobDataVersion))
        || job.Tag(LifecycleTags.JobDataPath) == data
        || job.Inputs.Any(input => input.Type != JobInput.Literal
            && (input.Text == data || TrainingPipeline.NameOf(input.Text) == data || input.Text == $"azureml:{data}"));
}
