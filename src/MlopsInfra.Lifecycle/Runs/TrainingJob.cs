using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>A training job, as its workspace shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Its status, in Azure's words.</param>
public sealed record TrainingJob(string Name, string Status)
{
    /// <summary>The experiment that it is filed under.</summary>
    public required string Experiment { get; init; }

    /// <summary>Address of its page in Azure ML studio; null where Azure says none.</summary>
    public Uri? Page { get; init; }

    /// <summary>Its tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Id of the pipeline component that it runs; null for a job of another kind.</summary>
    public string? ComponentId { get; init; }

    /// <summary>What it was given.</summary>
    public required IReadOnlyList<JobInput> Inputs { get; init; }

    /// <summary>When it was submitted (UTC); null where Azure does not say.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Whether nothing comes after its status.</summary>
    public bool HasEnded => JobState.HasEnded(Status);

    /// <summary>The value of a tag; null where it has none, or an empty one.</summary>
    /// <param name="name">Name of the tag.</param>
    public string? Tag(string name) => Tags.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Reads one.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The job; null if there is none.</returns>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public static Task<TrainingJob?> FindAsync(LifecycleEnvironment environment, string name,
        CancellationToken cancellationToken) => LifecycleEnvironment.GuardAsync(
            $"reading the job {name} of {environment.Name}",
            () => FindAsync(environment.Arm, environment.WorkspaceId, name, cancellationToken), cancellationToken);

    /// <summary>Reads one of any workspace; Azure's refusal comes as it is.</summary>
    internal static async Task<TrainingJob?> FindAsync(ArmRest arm, string workspaceId, string name,
        CancellationToken cancellationToken) =>
        await arm.FindAsync(arm.Url($"{workspaceId}/jobs/{Uri.EscapeDataString(name)}", ApiVersions.MachineLearning),
            cancellationToken) is { } found ? Of(found) : null;

    internal static TrainingJob Of(JsonObject shown)
    {
        var properties = shown["properties"]!.AsObject();
        return new TrainingJob((string)shown["name"]!, (string?)properties["status"] ?? "Unknown")
        {
            Experiment = (string?)properties["experimentName"] ?? "Default",
            Page = (string?)properties["services"]?["Studio"]?["endpoint"] is { } page ? new Uri(page) : null,
            Tags = (properties["tags"] as JsonObject ?? [])
                .ToDictionary(tag => tag.Key, tag => tag.Value?.ToString() ?? "", StringComparer.Ordinal),
            ComponentId = (string?)properties["componentId"],
            Inputs = [.. (properties["inputs"] as JsonObject ?? []).Select(input => JobInput.Of(input.Key, input.Value))],
            Created = (string?)shown["systemData"]?["createdAt"] is { } moment
                ? DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture) : null,
        };
    }
}
