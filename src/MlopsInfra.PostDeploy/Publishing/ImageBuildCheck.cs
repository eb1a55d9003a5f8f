using System.Text.Json.Nodes;
using Azure;
using MlopsInfra.PostDeploy.Arm;
using MlopsInfra.PostDeploy.Assets;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>
/// Finds out before anything is registered whether the workspace can build images. Otherwise all would be published, and every
/// job would end with <c>ImageBuildComputeNotValid</c>.
/// </summary>
internal sealed class ImageBuildCheck(WorkspaceClient workspace)
{
    private const string RegistryVersion = "2025-11-01";

    /// <summary>Refuses where the registry is closed to its own build service, and no cluster builds in its place.</summary>
    /// <param name="environment">What needs an image.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="PublishException">No image can be built, or Azure could not be asked.</exception>
    public async Task RequireBuilderAsync(Asset environment, CancellationToken cancellationToken)
    {
        var properties = (await ReadAsync(workspace.WorkspaceId, workspace.FindItselfAsync, cancellationToken))?["properties"];
        if (properties?["imageBuildCompute"]?.GetValue<string>() is { Length: > 0 }) return;
        if (properties?["containerRegistry"]?.GetValue<string>() is not { Length: > 0 } registry) return;
        if (!await IsClosedAsync(registry, cancellationToken)) return;
        throw new PublishException(
            $"register environment {environment.Name}:{environment.Version}", workspace.WorkspaceId, 0,
            "ImageBuildComputeNotValid",
            $"its image can't be built: the registry '{registry[(registry.LastIndexOf('/') + 1)..]}' is closed to its own build "
            + "service, and the workspace names no cluster that builds images. Set imageBuildCompute of the workspace "
            + "(MlWorkspaceArgs.ImageBuildCompute), or name a finished image without a Conda file.");
    }

    private async Task<bool> IsClosedAsync(string registry, CancellationToken cancellationToken)
    {
        var found =
            await ReadAsync(registry, token => workspace.FindOtherAsync(registry, RegistryVersion, token), cancellationToken);
        return found?["properties"] is JsonObject properties
            && (Is(properties["publicNetworkAccess"], "Disabled") || Is(properties["networkRuleSet"]?["defaultAction"], "Deny"));
    }

    private static bool Is(JsonNode? value, string text) =>
        text.Equals(value?.GetValue<string>(), StringComparison.OrdinalIgnoreCase);

    private static async Task<JsonObject?> ReadAsync(string id, Func<CancellationToken, Task<JsonObject?>> read,
        CancellationToken cancellationToken)
    {
        try
        {
            return await read(cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 403)
        {
            // Publishing needs no right to read it: then Azure finds it out by itself, later.
            return null;
        }
        catch (Exception e) when (ArmFailure.IsAzure(e, cancellationToken))
        {
            throw ArmFailure.Of(e, "read", id);
        }
    }
}
