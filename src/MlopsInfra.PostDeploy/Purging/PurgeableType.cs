using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.PostDeploy.Purging;

/// <summary>A type of resources whose names stay taken after a delete.</summary>
/// <param name="rest">Resource Manager.</param>
internal abstract class PurgeableType(ArmRest rest)
{
    /// <summary>The ARM type.</summary>
    public abstract string Type { get; }

    /// <summary>Whether purging asks for something in the resource group, which therefore has to exist.</summary>
    public abstract bool NeedsGroup { get; }

    /// <summary>The API version that is asked.</summary>
    protected abstract string ApiVersion { get; }

    /// <summary>Resource Manager.</summary>
    protected ArmRest Rest { get; } = rest;

    /// <summary>Finds out whether a name is held; what is alive is left alone.</summary>
    public async Task<PurgedResource> PlanAsync(PurgeCandidate candidate, CancellationToken cancellationToken)
    {
        var id = new ResourceIdentifier(candidate.ResourceId);
        var resource = new PurgedResource(Type, id.Name, candidate.ResourceId, candidate.Location, PurgeOperation.None);
        if (await Rest.FindAsync(Url(candidate.ResourceId), cancellationToken) is not null)
            return resource with { Op = PurgeOperation.Exists };
        return await FindDeletedAsync(resource, id, cancellationToken);
    }

    /// <summary>Purges the soft-deleted resource.</summary>
    /// <returns>Whether there was something to purge.</returns>
    public abstract Task<bool> PurgeAsync(PurgedResource resource, CancellationToken cancellationToken);

    /// <summary>Completes what is known of a name by what Azure says about deleted resources.</summary>
    protected abstract Task<PurgedResource> FindDeletedAsync(PurgedResource resource, ResourceIdentifier id,
        CancellationToken cancellationToken);

    /// <summary>The address of an id, list or action.</summary>
    protected Uri Url(string path) => Rest.Url(path, ApiVersion);

    /// <summary>A text in a JSON object; null if there is none.</summary>
    protected static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
