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
