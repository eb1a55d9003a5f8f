using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Lifecycle.Status;

/// <summary>Reads what runs in an environment, by Resource Manager alone: so it can be asked from everywhere.</summary>
/// <param name="environment">The environment.</param>
public sealed class StatusReader(LifecycleEnvironment environment)
{
    /// <summary>All of it.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public async Task<EnvironmentStatus> ReadAsync(CancellationToken cancellationToken) => new()
    {
        Pipeline = await PipelineAsync(cancellationToken),
        Approved = await ApprovedAsync(cancellationToken),
        Qa = await QaAsync(cancellationToken),
        Production = await ProductionAsync(cancellationToken),
    };

    /// <summary>The container group that tries models.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null where the stack has none.</returns>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public async Task<ScoringStatus?> QaAsync(CancellationToken cancellationToken)
    {
        if (environment.Outputs.QaGroupName is not { } name) return null;
        var id = $"{environment.ResourceGroupId}/providers/Microsoft.ContainerInstance/containerGroups/{name}";
        var shown = await LifecycleEnvironment.GuardAsync($"reading the container group {name} of {environment.Name}",
            () => environment.Arm.FindAsync(environment.Arm.Url(id, ApiVersions.ContainerInstance), cancellationToken),
            cancellationToken);
        if (shown is null) return new ScoringStatus(name, id);
        var tags = RunningRelease.TagsOf(shown);
        var state = GroupState(shown);
        return new ScoringStatus(name, id)
        {
            State = state,
            Address = OnThisMachine(shown) ?? environment.Outputs.QaScoringUrl,
            ReleaseState = tags.GetValueOrDefault(LifecycleTags.State),
            Previous = tags.GetValueOrDefault(LifecycleTags.Previous),
            Lock = tags.GetValueOrDefault(LifecycleTags.Lock),
            Releases = tags.GetValueOrDefault(LifecycleTags.Release) is { Length: > 0 } release
                ? [new RunningRelease(release, id)
                {
                    State = state, Tags = tags,
                    RunsImage = (string?)shown["properties"]?["containers"]?[0]?["properties"]?["image"],
                }]
                : [],
        };
    }

    /// <summary>The online endpoint of production.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null where the stack has none.</returns>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public async Task<ScoringStatus?> ProductionAsync(CancellationToken cancellationToken)
    {
        if (environment.Outputs.OnlineEndpointName is not { } name) return null;
        var (id, path) = ($"{environment.WorkspaceId}/onlineEndpoints/{name}", $"onlineEndpoints/{name}");
        var (shown, deployments) = await LifecycleEnvironment.GuardAsync(
            $"reading the online endpoint {name} of {environment.Name}",
            async () => (await environment.Arm.FindAsync(environment.InWorkspace(path), cancellationToken),
                await environment.Arm.ListAsync(environment.InWorkspace($"{path}/deployments"), cancellationToken)),
            cancellationToken);
        if (shown is null) return new ScoringStatus(name, id);
        var (tags, properties) = (RunningRelease.TagsOf(shown), shown["properties"]);
        return new ScoringStatus(name, id)
        {
            State = (string?)properties?["provisioningState"],
            Address = Address(properties?["scoringUri"]),
            Description = Address(properties?["swaggerUri"]),
            ReleaseState = tags.GetValueOrDefault(LifecycleTags.State),
            Previous = tags.GetValueOrDefault(LifecycleTags.Previous),
            Lock = tags.GetValueOrDefault(LifecycleTags.Lock),
            Releases = [.. deployments.Select(deployment => Deployment(deployment, properties?["traffic"]))
                .OrderByDescending(deployment => deployment.Traffic)
                .ThenByDescending(deployment => deployment.Tag(LifecycleTags.At), StringComparer.Ordinal)],
        };
    }

    private async Task<TrainingPipeline?> PipelineAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await new TrainingPipelines(environment).FindAsync(cancellationToken);
        }
        catch (LifecycleException nothing)
            when (nothing.Code is TrainingPipelines.NotPublishedCode or TrainingPipelines.NoPipelineCode)
        {
            return null;
        }
    }

    private async Task<ModelVersion?> ApprovedAsync(CancellationToken cancellationToken)
    {
        var models = new ModelRegistry(environment);
        ModelVersion? newest = null;
        foreach (var name in await models.NamesAsync(cancellationToken))
        {
            var approved = (await models.VersionsAsync(name, cancellationToken))
                .FirstOrDefault(version => version.Tag(LifecycleTags.Decision) == LifecycleTags.Register);
            if (approved is not null && !(approved.Created < newest?.Created)) newest = approved;
        }

        return newest;
    }

    private static RunningRelease Deployment(JsonObject shown, JsonNode? traffic)
    {
        var name = (string)shown["name"]!;
        return new RunningRelease(name, (string)shown["id"]!)
        {
            State = (string?)shown["properties"]?["provisioningState"] ?? "Unknown",
            Traffic = (int?)traffic?[name] ?? 0,
            Tags = RunningRelease.TagsOf(shown),
        };
    }

    // What the container does says more than what became of the group's deployment.
    private static string GroupState(JsonObject shown) =>
        (string?)shown["properties"]?["containers"]?[0]?["properties"]?["instanceView"]?["currentState"]?["state"]
            ?? (string?)shown["properties"]?["instanceView"]?["state"] ?? (string?)shown["properties"]?["provisioningState"]
            ?? "Unknown";

    // A local cloud's group answers on this machine, at a port of its own.
    private static Uri? OnThisMachine(JsonObject shown) =>
        shown["properties"]?["ipAddress"] is { } address && (string?)address["ip"] is "127.0.0.1"
            && (int?)address["ports"]?[0]?["port"] is { } port ? new Uri($"http://127.0.0.1:{port}/") : null;

    private static Uri? Address(JsonNode? text) => (string?)text is { Length: > 0 } address ? new Uri(address) : null;
}
