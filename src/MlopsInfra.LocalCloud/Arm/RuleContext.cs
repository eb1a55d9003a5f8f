using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What every rule can look at: the store, the roles, the clock, the catalog.</summary>
internal sealed record CloudContext(ResourceStore Store, AccessControl Access, LocalCloudOptions Options, AzureCatalog Catalog,
    AzureTypes Types, CloudEvents Events)
{
    /// <summary>The time now.</summary>
    public DateTimeOffset Now => Options.Time.GetUtcNow();

    /// <summary>Where callers stand that do not say it themselves, the engine's providers among them.</summary>
    public CallerPlace Callers { get; set; } = CallerPlace.Outside;

    /// <summary>An id with its types in the case Azure writes them, whatever case a client wrote them in.</summary>
    public ResourceId Spell(ResourceId id) => id.Spelled(Catalog.Spell);

    /// <summary>A resource by its id as text; null if there is none or it is no id.</summary>
    public StoredResource? Find(string? id) => string.IsNullOrEmpty(id) ? null : Store.Find(id.TrimEnd('/'));
}

/// <summary>A PUT (or a PATCH, already merged) that is being checked.</summary>
/// <param name="Cloud">The cloud around it.</param>
/// <param name="Id">What it writes.</param>
/// <param name="Schema">The type.</param>
/// <param name="Body">The body, valid by the schema, without nulls.</param>
/// <param name="Existing">What is there already; null for a new resource.</param>
/// <param name="Options">Query and who asks.</param>
internal sealed record PutContext(
    CloudContext Cloud, ResourceId Id, ResourceSchema Schema, JsonObject Body, StoredResource? Existing,
    ArmRequestOptions Options)
{
    /// <summary>Whether the resource is new.</summary>
    public bool IsNew => Existing is null;

    /// <summary>The resource's region without spaces and in lower case; empty if it has none.</summary>
    public string Location => Regions.Normalize(Body["location"]?.GetValue<string>() ?? "");
}

/// <summary>A DELETE that is being checked.</summary>
/// <param name="Cloud">The cloud around it.</param>
/// <param name="Id">What it deletes.</param>
/// <param name="Existing">What is there.</param>
/// <param name="Options">Query and who asks.</param>
internal sealed record DeleteContext(CloudContext Cloud, ResourceId Id, StoredResource Existing, ArmRequestOptions Options)
{
    /// <summary>Whether a query parameter says yes.</summary>
    public bool Asked(string query) =>
        Options.Query is { } parameters
            && parameters.Any(pair => pair.Key.Equals(query, StringComparison.OrdinalIgnoreCase)
                && pair.Value.Equals("true", StringComparison.OrdinalIgnoreCase));
}

/// <summary>A POST action.</summary>
/// <param name="Cloud">The cloud around it.</param>
/// <param name="Id">The resource it is asked of.</param>
/// <param name="Existing">The resource.</param>
/// <param name="Action">The action, in the case it was asked in.</param>
/// <param name="Body">The body; null if there is none.</param>
internal sealed record PostContext(CloudContext Cloud, ResourceId Id, StoredResource Existing, string Action, JsonNode? Body)
{
    /// <summary>Whether it is this action.</summary>
    public bool Is(string action) => Action.Equals(action, StringComparison.OrdinalIgnoreCase);
}
