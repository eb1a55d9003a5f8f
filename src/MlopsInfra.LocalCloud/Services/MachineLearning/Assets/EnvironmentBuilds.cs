using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.ContainerRegistry;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>
/// Whether the images of a job's environments could be built. The workspace's registry builds them itself, from outside of every
/// network, unless the workspace names a cluster for that.
/// </summary>
internal sealed class EnvironmentBuilds(IResourceManager resources, NetworkAccess network)
{
    // As Azure words it (Azure/terraform-azurerm-avm-res-machinelearningservices-workspace 45).
    private const string NoCompute = "ImageBuildComputeNotValid: If Container Registry is behind the virtual network, Container "
        + "Registry cannot build your image. Set the imageBuildCompute property to build your image.";

    /// <summary>Why a job can't run; null where its images can be built, or need not be.</summary>
    /// <param name="id">The job.</param>
    /// <param name="job">Its <c>properties</c>.</param>
    public string? ErrorOf(ResourceId id, JsonObject job)
    {
        var workspace = WorkspaceAssets.Require(id, resources);
        if (workspace.ImageBuildCompute is not null || workspace.ContainerRegistry is not { } registry) return null;
        if (network.RefusalOf(registry, new CallerPlace.Internet(RegistryAddresses.Tasks)) is not { } refusal) return null;
        return Environments(job, workspace).FirstOrDefault(NeedsBuild) is { } environment
            ? $"{NoCompute} (environment {environment.Resource?["id"].AsText()}; registry {registry.Name}: "
                + $"{refusal.Reason})"
            : null;
    }

    private static bool NeedsBuild(AssetReference environment) =>
        environment.Properties is { } properties
            && (properties["build"] is JsonObject || properties["condaFile"].AsText() is { Length: > 0 });

    // A command has its environment itself, a pipeline that of its nodes' components; a component may be a pipeline again.
    private static IEnumerable<AssetReference> Environments(JsonObject definition, WorkspaceAssets workspace)
    {
        foreach (var name in (string[])["environment", "environmentId"])
        {
            if (definition[name].AsText() is { } text
                && workspace.Resolve(text, "environments") is { } environment) yield return environment;
        }

        foreach (var node in (definition["jobs"] as JsonObject ?? []).Select(pair => pair.Value).OfType<JsonObject>()
            .Prepend(definition))
        {
            if (node["componentId"].AsText() is not { Length: > 0 } reference) continue;
            if (workspace.Resolve(reference, "components")?.Properties?["componentSpec"] is not JsonObject component) continue;
            foreach (var environment in Environments(component, workspace)) yield return environment;
        }
    }
}
