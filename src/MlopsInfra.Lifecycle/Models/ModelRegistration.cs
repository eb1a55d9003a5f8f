using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Models;

/// <summary>
/// Registers the model of a job that ended well, from outside of it. The training pipeline registers its own; this is for jobs
/// that do not. All of it goes through Resource Manager.
/// </summary>
/// <param name="environment">The environment.</param>
/// <param name="progress">Is told.</param>
public sealed class ModelRegistration(LifecycleEnvironment environment, ILifecycleProgress progress)
{
    private readonly ModelRegistry _registry = new(environment);

    /// <summary>
    /// Registers it, as the version after the highest; or finds that it was done before, or that it is no better.
    /// </summary>
    /// <param name="candidate">The model.</param>
    /// <param name="isDryRun">Whether only to say what would be done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">There is no such job, output or metric, the job has not ended well, or Azure
    /// refuses.</exception>
    public async Task<RegisteredModel> RunAsync(ModelCandidate candidate, bool isDryRun, CancellationToken cancellationToken)
    {
        var job = await FindJobAsync(candidate, cancellationToken);
        var versions = await _registry.VersionsAsync(candidate.Name, cancellationToken);
        if (versions.FirstOrDefault(version => version.Tag(LifecycleTags.Job) == candidate.Job) is { } known)
        {
            progress.Planned([new PlannedStep("register", $"{known.Reference} is of this job: kept", false)]);
            progress.Changed(new LifecycleStep("register", StepState.Kept, known.Reference));
            return new RegisteredModel(known, LifecycleTags.Register, "registered before", false);
        }

        var tags = Tags(job);
        var metrics = LifecycleTags.MetricsIn(tags);
        var (isBetter, reason) = MetricComparison.Compare(candidate, metrics, versions.Count > 0 ? versions[0] : null);
        var model = Version(candidate, tags, reason, NextVersion(versions));
        progress.Planned([new PlannedStep("register",
            isBetter ? $"register {model.Uri} as {model.Reference}: {reason}" : $"register nothing: {reason}", isBetter)]);
        if (!isBetter)
        {
            progress.Changed(new LifecycleStep("register", StepState.Skipped, reason));
            return new RegisteredModel(null, LifecycleTags.Keep, reason, false);
        }

        if (isDryRun) return new RegisteredModel(model, LifecycleTags.Register, reason, false);
        progress.Changed(new LifecycleStep("register", StepState.Running, model.Reference));
        var written = await _registry.WriteAsync(model, cancellationToken);
        progress.Changed(new LifecycleStep("register", StepState.Done, $"{written.Reference}: {reason}"));
        return new RegisteredModel(written, LifecycleTags.Register, reason, true);
    }

    private async Task<JsonObject> FindJobAsync(ModelCandidate candidate, CancellationToken cancellationToken)
    {
        var url = environment.InWorkspace($"jobs/{Uri.EscapeDataString(candidate.Job)}");
        var job = await LifecycleEnvironment.GuardAsync($"reading the job {candidate.Job} of {environment.Name}",
            () => environment.Arm.FindAsync(url, cancellationToken), cancellationToken)
            ?? throw new LifecycleException("JobNotFound",
                $"There is no job '{candidate.Job}' in the workspace of {environment.Name}: {environment.WorkspaceId}.");
        var properties = job["properties"]!.AsObject();
        if ((string?)properties["status"] is not "Completed")
            throw new LifecycleException("JobNotCompleted", $"The job {candidate.Job} is {(string?)properties["status"]}: only "
                + "the model of a job that ended well is registered.");
        // Every job has this one, whether it is listed or not: what it kept in its own folder.
        if (candidate.Output is "artifacts" or "default") return properties;
        if (properties["outputs"] is not JsonObject outputs || !outputs.ContainsKey(candidate.Output))
        {
            var names = (properties["outputs"] as JsonObject)?.Select(output => output.Key) ?? [];
            throw new LifecycleException("OutputNotFound", $"The job {candidate.Job} has no output '{candidate.Output}'. It has: "
                + $"{string.Join(", ", names.DefaultIfEmpty("none"))}.");
        }

        return properties;
    }

    private ModelVersion Version(ModelCandidate candidate, Dictionary<string, string> job, string reason, string version)
    {
        var tags = new Dictionary<string, string>(candidate.Tags, StringComparer.Ordinal)
        {
            [LifecycleTags.Job] = candidate.Job,
            [LifecycleTags.Decision] = LifecycleTags.Register,
            [LifecycleTags.Reason] = reason,
        };
        if (candidate.Higher.Concat(candidate.Lower).FirstOrDefault() is { } metric) tags[LifecycleTags.Metric] = metric;
        foreach (var (of, to) in ((string, string)[])[(LifecycleTags.JobDataVersion, LifecycleTags.DataVersion),
            (LifecycleTags.JobDataPath, LifecycleTags.DataPath), (LifecycleTags.Commit, LifecycleTags.Commit),
            (LifecycleTags.Repository, LifecycleTags.Repository), (LifecycleTags.CodeVersion, LifecycleTags.CodeVersion)])
        {
            if (job.TryGetValue(of, out var value) && value.Length > 0) tags[to] = value;
        }

        foreach (var (name, value) in job)
        {
            if (name.StartsWith(LifecycleTags.MetricPrefix, StringComparison.Ordinal)) tags[name] = value;
        }

        return new ModelVersion(candidate.Name, version,
            $"{environment.WorkspaceId}/models/{candidate.Name}/versions/{version}")
        {
            Tags = tags,
            Properties = candidate.Properties,
            Type = "custom_model",
            Uri = $"azureml://jobs/{candidate.Job}/outputs/{candidate.Output}",
            Description = candidate.Description,
        };
    }

    private static Dictionary<string, string> Tags(JsonObject job)
    {
        var tags = (job["tags"] as JsonObject ?? [])
            .ToDictionary(tag => tag.Key, tag => (string?)tag.Value ?? "", StringComparer.Ordinal);
        // As in /subscriptions/…/components/train_pump_failures/versions/5d0c….
        if ((string?)job["componentId"] is { } component && component.Split('/') is [.., var name, "versions", var version])
            tags.TryAdd(LifecycleTags.CodeVersion, $"{name}:{version}");
        return tags;
    }

    // Versions that are no numbers are somebody's own: they don't count.
    private static string NextVersion(IReadOnlyList<ModelVersion> versions)
    {
        var numbers = versions.Select(each =>
            long.TryParse(each.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
        return (numbers.DefaultIfEmpty(0).Max() + 1).ToString(CultureInfo.InvariantCulture);
    }
}
