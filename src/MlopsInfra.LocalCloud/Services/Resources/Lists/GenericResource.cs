using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Lists;

/// <summary>A resource as the lists of all resources show it: what all types have, and nothing of its properties.</summary>
internal static class GenericResource
{
    private static readonly string[] Members =
        ["id", "name", "type", "kind", "managedBy", "sku", "plan", "location", "extendedLocation", "tags", "identity", "zones"];

    /// <summary>Shows one.</summary>
    /// <param name="resource">The resource.</param>
    public static JsonObject Show(StoredResource resource)
    {
        var shown = new JsonObject();
        foreach (var member in Members)
        {
            if (Member(resource, member) is { } value) shown[member] = value;
        }

        return shown;
    }

    /// <summary>Its tags; null if it has none.</summary>
    public static JsonObject? Tags(StoredResource resource) => resource.Body["tags"] as JsonObject;

    /// <summary>Its group.</summary>
    public static string Group(StoredResource resource) => resource.Key.Split('/')[4];

    /// <summary>A text that all types have, as in <c>plan.name</c>.</summary>
    public static string? Text(StoredResource resource, string path) => resource.Computed.Text(path) ?? resource.Body.Text(path);

    // What the cloud computed lies over what was asked for.
    private static JsonNode? Member(StoredResource resource, string name) => (resource.Body[name], resource.Computed[name]) switch
    {
        (JsonObject below, JsonObject above) => JsonPaths.Merge(below, above),
        (var below, var above) => (above ?? below)?.DeepClone(),
    };
}
