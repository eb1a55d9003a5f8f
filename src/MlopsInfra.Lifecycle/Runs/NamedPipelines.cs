using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>Finds a pipeline by the name that its component is registered under.</summary>
/// <param name="environment">The environment.</param>
internal sealed class NamedPipelines(LifecycleEnvironment environment)
{
    /// <summary>The code for a name that no pipeline component has.</summary>
    public const string NotFoundCode = "PipelineNotFound";

    /// <summary>Whether there is one.</summary>
    /// <param name="reference">Its name, with or without a version.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public async Task<bool> IsThereAsync(string reference, CancellationToken cancellationToken) =>
        await ComponentAsync(reference, cancellationToken) is not null;

    /// <summary>Finds it. What its schedule gives it, where it has one, is what a run by hand is given as well.</summary>
    /// <param name="reference">Its name, for the newest version; or <c>NAME:VERSION</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">There is none, it is no pipeline, or Azure refuses.</exception>
    public async Task<TrainingPipeline> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var component = await ComponentAsync(reference, cancellationToken)
            ?? throw await NotFoundAsync(reference, cancellationToken);
        var spec = component["properties"]?["componentSpec"];
        if (spec?["type"]?.ToString() is { } type && type != "pipeline")
        {
            throw LifecycleException.Usage(TrainingPipelines.NoPipelineCode,
                $"The component '{reference}' of {environment.Name} is a step ({type}), and no pipeline.");
        }

        var id = (string)component["id"]!;
        var inputs = TrainingPipeline.InputsOf(spec);
        var scheduled = await LifecycleEnvironment.GuardAsync($"reading the schedules of {environment.Name}",
            () => ScheduledJobAsync(id, cancellationToken), cancellationToken);
        return new TrainingPipeline(null, null, id)
        {
            Inputs = inputs,
            Outputs = TrainingPipeline.OutputsOf(spec),
            // A schedule of an older version may give what there is not any more.
            Given = (scheduled?["inputs"] as JsonObject ?? []).Select(input => JobInput.Of(input.Key, input.Value))
                .Where(input => inputs.Any(port => port.Name == input.Name))
                .ToDictionary(input => input.Name, input => input.Text, StringComparer.Ordinal),
            Settings = scheduled?["settings"]?.DeepClone() as JsonObject ?? [],
        };
    }

    private Task<JsonObject?> ComponentAsync(string reference, CancellationToken cancellationToken)
    {
        var (name, asked) = reference.Split(':', 2) is [var before, var after] ? (before, after) : (reference, null);
        var component = $"components/{Uri.EscapeDataString(name)}";
        return LifecycleEnvironment.GuardAsync($"looking for the pipeline {reference} of {environment.Name}", async () =>
        {
            var version = asked ?? (string?)(await GetAsync(component))?["properties"]?["latestVersion"];
            return version is null ? null : await GetAsync($"{component}/versions/{Uri.EscapeDataString(version)}");
        }, cancellationToken);

        Task<JsonObject?> GetAsync(string path) =>
            environment.Arm.FindAsync(environment.InWorkspace(path), cancellationToken);
    }

    // Of the version itself, else of the newest one that has a schedule.
    private async Task<JsonObject?> ScheduledJobAsync(string componentId, CancellationToken cancellationToken)
    {
        var versions = componentId[..componentId.LastIndexOf('/')];
        var jobs = (await environment.Arm.ListAsync(environment.InWorkspace("schedules"), cancellationToken))
            .OrderByDescending(Created)
            .Select(schedule => schedule["properties"]?["action"]?["jobDefinition"] as JsonObject).OfType<JsonObject>()
            .Select(job => (Job: job, Component: (string?)job["componentId"] ?? "")).ToList();
        return (jobs.FirstOrDefault(each => Same(each.Component, componentId)).Job
            ?? jobs.FirstOrDefault(each => each.Component.LastIndexOf('/') is > 0 and var end
                && Same(each.Component[..end], versions)).Job);
    }

    private async Task<LifecycleException> NotFoundAsync(string reference, CancellationToken cancellationToken)
    {
        var names = await LifecycleEnvironment.GuardAsync($"listing the components of {environment.Name}",
            async () => (await environment.Arm.ListAsync(environment.InWorkspace("components"), cancellationToken))
                .Select(component => (string)component["name"]!).Order(StringComparer.Ordinal).ToList(), cancellationToken);
        return new LifecycleException(NotFoundCode,
            $"No component '{reference}' is registered in {environment.Name}. "
            + (names.Count == 0 ? "There is none." : $"There are: {string.Join(", ", names)}.")
            + $" 'mlops publish {environment.Name} --pipeline FOLDER' registers the pipeline of a folder.");
    }

    private static DateTimeOffset Created(JsonObject shown) => DateTimeOffset.TryParse(
        (string?)shown["systemData"]?["createdAt"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
        out var moment) ? moment : DateTimeOffset.MinValue;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
