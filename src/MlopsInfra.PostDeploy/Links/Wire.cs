using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>Contents: JSON as Azure takes it, with links where something is referred to.</summary>
internal static class Wire
{
    /// <summary>Every link in a content, in its order.</summary>
    /// <param name="content">The content.</param>
    public static IEnumerable<Link> Links(JsonNode? content) => content switch
    {
        JsonObject map => map.SelectMany(entry => Links(entry.Value)),
        JsonArray list => list.SelectMany(Links),
        JsonValue value when value.TryGetValue<Link>(out var link) => [link, .. link.Inner],
        _ => [],
    };

    /// <summary>A copy with what the links stand for. Properties whose links stand for nothing are left out.</summary>
    /// <param name="content">The content.</param>
    /// <param name="targets">What the links are resolved to.</param>
    public static JsonNode? Resolve(JsonNode? content, LinkTargets targets)
    {
        switch (content)
        {
            case JsonObject map:
                var copy = new JsonObject();
                foreach (var (name, value) in map)
                {
                    var resolved = Resolve(value, targets);
                    if (resolved is not null || value is null) copy[name] = resolved;
                }

                return copy;
            case JsonArray list:
                return new JsonArray([.. list.Select(item => Resolve(item, targets))]);
            case JsonValue value when value.TryGetValue<Link>(out var link):
                return link.Resolve(targets);
            default:
                return content?.DeepClone();
        }
    }

    /// <inheritdoc cref="Resolve(JsonNode?, LinkTargets)"/>
    public static JsonObject Resolve(JsonObject content, LinkTargets targets) =>
        (JsonObject)Resolve((JsonNode)content, targets)!;

    /// <summary>A copy that holds the same links.</summary>
    /// <param name="content">The content.</param>
    public static JsonNode? Copy(JsonNode? content) => content switch
    {
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Copy(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Copy)]),
        JsonValue value when value.TryGetValue<Link>(out var link) => link.ToNode(),
        _ => content?.DeepClone(),
    };
}
