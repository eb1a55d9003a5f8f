using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Json;

/// <summary>One text for one content: the members of an object in order of name, as programs write them in any order.</summary>
internal static class CanonicalJson
{
    /// <summary>The text.</summary>
    /// <param name="json">The content.</param>
    public static string Text(JsonNode json) => Sorted(json)!.ToJsonString();

    private static JsonNode? Sorted(JsonNode? json) => json switch
    {
        JsonObject obj => new JsonObject(obj.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Sorted)]),
        _ => json?.DeepClone(),
    };
}
