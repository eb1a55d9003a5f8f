using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>Tags as bodies of requests have them.</summary>
internal static class JsonTags
{
    /// <summary>The tags as JSON.</summary>
    /// <param name="tags">The tags.</param>
    public static JsonObject Of(IEnumerable<KeyValuePair<string, string>> tags) =>
        new(tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)));
}
