using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Store;

/// <summary>
/// What every reader of the store takes for granted of a resource: that its key is the id of its type, and that what all
/// resources have is of the kind that it always is. A line that was changed by hand is told when the store is opened, not by each
/// list.
/// </summary>
internal static class StoredShape
{
    private static readonly string[] Texts = ["id", "name", "type", "location", "kind", "etag", "managedBy"];
    private static readonly string[] Objects = ["properties", "tags", "identity", "systemData", "extendedLocation"];

    /// <summary>The resource, if it is one.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static StoredResource Checked(StoredResource resource)
    {
        // Resources of GitHub and Azure DevOps have keys and forms of their own.
        if (resource.Key[0] != '/') return resource;
        if (!ResourceId.TryParse(resource.Key, out var id) || id.Value.Length != resource.Key.Length)
            throw new JsonException($"'{resource.Key}' is no resource id.");
        if (id.Type != resource.Type) throw new JsonException($"'{resource.Key}' is no id of the type '{resource.Type}'.");
        Check(resource.Body, "body");
        Check(resource.Computed, "computed");
        return resource;
    }

    private static void Check(JsonObject json, string part)
    {
        foreach (var name in Texts)
        {
            if (json.TryGetPropertyValue(name, out var value) && value is not null
                && value.GetValueKind() != JsonValueKind.String)
                throw new JsonException($"'{name}' in '{part}' is no text.");
        }

        foreach (var name in Objects)
        {
            if (json.TryGetPropertyValue(name, out var value) && value is not (null or JsonObject))
                throw new JsonException($"'{name}' in '{part}' is no object.");
        }
    }
}
