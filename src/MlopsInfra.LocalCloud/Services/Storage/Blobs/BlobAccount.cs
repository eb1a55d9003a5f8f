using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>A storage account as the data plane sees it.</summary>
internal sealed class BlobAccount
{
    /// <summary>The account of registry tasks: only their signatures open it.</summary>
    public static readonly BlobAccount Tasks = new(new JsonObject
    {
        ["id"] = $"/providers/{StorageAccountResource.TypeName}/{BlobAccounts.TasksAccount}",
        ["properties"] = new JsonObject { ["allowSharedKeyAccess"] = false },
    });

    public BlobAccount(JsonObject resource)
    {
        Id = ResourceId.Parse((string)resource["id"]!);
        AllowsSharedKeys = Flag(resource["properties"], "allowSharedKeyAccess") ?? true;
        AllowsPublicAccess = Flag(resource["properties"], "allowBlobPublicAccess") ?? false;
        Keys = StorageAccountResource.KeysOf(resource);
    }

    public ResourceId Id { get; }

    public string Name => Id.Name;

    public bool AllowsSharedKeys { get; }

    public IReadOnlyList<string> Keys { get; }

    public bool AllowsPublicAccess { get; }

    private static bool? Flag(JsonNode? properties, string name) =>
        properties?[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : null;
}
