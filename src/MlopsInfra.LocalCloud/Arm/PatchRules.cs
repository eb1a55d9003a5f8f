using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What a PATCH does to what is there: a merge patch (RFC 7386), except for tags, which replace each other.</summary>
internal static class PatchRules
{
    /// <summary>The body that a PUT of the result would have.</summary>
    public static JsonObject Apply(ResourceSchema schema, JsonObject body, JsonObject patch)
    {
        var merged = JsonPaths.Merge(body, patch);
        // Tags in a PATCH are the tags from now on (`az resource tag` and the specifications say so).
        if (patch["tags"] is JsonObject tags && schema.Body.Find("tags") is { InProperties: false })
            merged["tags"] = tags.DeepClone();
        return merged;
    }
}
