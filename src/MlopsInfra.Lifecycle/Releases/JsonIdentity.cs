using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>The identity of a resource as a PUT takes it.</summary>
internal static class JsonIdentity
{
    /// <summary>The kind and the user-assigned ones; principal and client ids are Azure's.</summary>
    /// <param name="shown">The identity as a GET shows it.</param>
    /// <returns>Null where there is none.</returns>
    public static JsonObject? Of(JsonNode? shown)
    {
        if (shown is not JsonObject identity) return null;
        var sent = new JsonObject { ["type"] = identity["type"]?.DeepClone() };
        if (identity["userAssignedIdentities"] is JsonObject assigned)
            sent["userAssignedIdentities"] =
                new JsonObject(assigned.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)new JsonObject())));
        return sent;
    }
}
