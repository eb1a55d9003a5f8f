using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>A registry that exists.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">What its content is kept under; another one for a registry of the same name that was deleted before.</param>
/// <param name="LoginServer">Its host.</param>
internal sealed record RegistryRef(ResourceId Id, string Key, string LoginServer)
{
    public static RegistryRef Of(ResourceId id, JsonObject resource, IResourceManager resources)
    {
        var generation =
            (resources.CreatedOn(id) ?? DateTimeOffset.UnixEpoch).UtcTicks.ToString("x", CultureInfo.InvariantCulture);
        return new RegistryRef(id, $"{id.Name.ToLowerInvariant()}-{generation}",
            resource["properties"]?["loginServer"]?.ToString() ?? $"{id.Name.ToLowerInvariant()}.azurecr.io");
    }
}
