using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// The control plane of the local cloud: one store of resources behind Azure's rules. Both faces go through it, the providers
/// of the engine and the REST server. All bodies are ARM bodies (<c>id</c>, <c>name</c>, <c>type</c>, <c>location</c>,
/// <c>tags</c>, <c>properties</c> ...), whatever face they came in by. A refusal is an <see cref="ArmException"/>.
/// </summary>
public interface IResourceManager
{
    /// <summary>Creates or replaces a resource, after every check that Azure makes.</summary>
    /// <param name="id">The resource id.</param>
    /// <param name="body">The body as a client would send it.</param>
    /// <param name="options">API version, preconditions, who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<PutResult> PutAsync(ResourceId id, JsonObject body, ArmRequestOptions options, CancellationToken cancellationToken);

    /// <summary>Merges changes into a resource (JSON merge patch of what the type allows to change).</summary>
    /// <param name="id">The resource id.</param>
    /// <param name="patch">The changes.</param>
    /// <param name="options">API version, preconditions, who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<JsonObject> PatchAsync(ResourceId id, JsonObject patch, ArmRequestOptions options,
        CancellationToken cancellationToken);

    /// <summary>The resource as a GET shows it (write-only properties left out); null if there is none.</summary>
    /// <param name="id">The resource id, compared ignoring case.</param>
    JsonObject? Find(ResourceId id);

    /// <summary>The resources of one type directly below a parent or a scope, in order of name.</summary>
    /// <param name="parent">A resource, resource group or subscription.</param>
    /// <param name="type">The full type, as in <c>Microsoft.Storage/storageAccounts</c>.</param>
    IReadOnlyList<JsonObject> List(ResourceId parent, ResourceType type);

    /// <summary>Their names alone, which cost nothing to show.</summary>
    /// <param name="parent">A resource or resource group.</param>
    /// <param name="type">The full type.</param>
    IEnumerable<string> Names(ResourceId parent, ResourceType type);

    /// <summary>All resources of one type, wherever they are.</summary>
    /// <param name="type">The full type.</param>
    IReadOnlyList<JsonObject> OfType(ResourceType type);

    /// <summary>A resource of a type whose names are unique beyond their group, by its name; null if there is none.</summary>
    /// <param name="type">The full type.</param>
    /// <param name="name">The name, compared ignoring case.</param>
    JsonObject? FindByName(ResourceType type, string name);

    /// <summary>
    /// When a resource was created; null if there is none. Tells it from one of the same id that was deleted before.
    /// </summary>
    /// <param name="id">The resource id.</param>
    DateTimeOffset? CreatedOn(ResourceId id);

    /// <summary>Deletes a resource and what is below it, as Azure does for its type (soft delete included).</summary>
    /// <param name="id">The resource id.</param>
    /// <param name="options">API version, flags such as <c>forceToPurge</c>, who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> DeleteAsync(ResourceId id, ArmRequestOptions options, CancellationToken cancellationToken);

    /// <summary>A POST action on a resource, such as <c>listKeys</c>.</summary>
    /// <param name="id">The resource id.</param>
    /// <param name="action">The action, compared ignoring case.</param>
    /// <param name="body">The body; null if there is none.</param>
    /// <param name="options">API version, who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer; null for none.</returns>
    ValueTask<JsonNode?> PostAsync(ResourceId id, string action, JsonNode? body, ArmRequestOptions options,
        CancellationToken cancellationToken);
}
