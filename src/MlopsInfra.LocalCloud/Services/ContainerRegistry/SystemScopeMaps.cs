using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>
/// The scope maps that every registry has from the beginning ("Create a token with repository-scoped permissions").
/// </summary>
internal static class SystemScopeMaps
{
    /// <summary>The type of scope maps.</summary>
    public const string TypeName = RegistryResource.TypeName + "/scopeMaps";

    private static readonly (string Name, string Description, string[] Rights)[] Maps =
    [
        ("_repositories_admin", "Can perform all read, write and delete operations on the registry",
            ["content/read", "content/write", "content/delete", "metadata/read", "metadata/write"]),
        ("_repositories_pull", "Can pull any repository of the registry", ["content/read"]),
        ("_repositories_pull_metadata_read", "Can perform all read operations on the registry",
            ["content/read", "metadata/read"]),
        ("_repositories_push", "Can push to any repository of the registry", ["content/read", "content/write"]),
        ("_repositories_push_metadata_write", "Can perform all read and write operations on the registry",
            ["content/read", "content/write", "metadata/read", "metadata/write"]),
    ];

    /// <summary>Whether a scope map is one of them: they belong to the service.</summary>
    /// <param name="resource">The scope map.</param>
    public static bool Is(StoredResource resource) => Array.Exists(Maps, map => map.Name == resource.Name);

    /// <summary>Those of a new registry.</summary>
    public static IEnumerable<StoreChange> Of(StoredResource registry) => Maps.Select(map =>
    {
        var key = $"{registry.Key}/scopeMaps/{map.Name}";
        var properties = new JsonObject
        {
            ["description"] = map.Description,
            ["actions"] = new JsonArray([.. map.Rights.Select(right => (JsonNode)$"repositories/*/{right}")]),
        };
        var computed = new JsonObject
        {
            ["id"] = key,
            ["name"] = map.Name,
            ["type"] = TypeName,
            ["properties"] = new JsonObject
            {
                ["type"] = "SystemDefined", ["provisioningState"] = "Succeeded",
                ["creationDate"] = CommonOutputs.Time(registry.CreatedOn),
            },
        };
        return new StoreChange(key, new StoredResource(key, TypeName, new JsonObject { ["properties"] = properties }, computed,
            registry.CreatedOn, registry.CreatedOn, []));
    });
}
