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
        // Resources of GitHub and Azure DevOps have keys and forms of their own; names of tags stand in no provider.
        if (resource.Key[0] != '/' || resource.Type.LastName == "tagNames") return resource;
        if (!ResourceId.TryParse(resource.Key, out var id) || id.Value.Length != resource.Key.Length)
            throw new JsonException($"'{resource.Key}' is no resource id.");
        // The type of a feature stands in its id behind that of the provider whose feature it is: the last word is the same.
        if (id.Type != resource.Type && id.Type.LastName != resource.Type.LastName)
            throw new JsonException($"'{resource.Key}' is no id of the type '{resource.Type}'.");
        Check(resource.Body, "body");
        Check(resource.Computed, "computed");
        return resource;
    }

    /// <summary>Refuses to write what could not be read again, and would take all the rest with it.</summary>
    /// <exception cref="InvalidOperationException">It is such a resource: a defect of who makes it.</exception>
    public static void RequireReadable(StoredResource resource)
    {
        try
        {
            Checked(resource);
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"'{resource.Key}' can't be kept: {exception.Message}", exception);
        }
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
