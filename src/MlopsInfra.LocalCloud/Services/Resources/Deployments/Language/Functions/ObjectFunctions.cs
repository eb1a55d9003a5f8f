using System.Text.Json.Nodes;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;

/// <summary>Functions of objects, some of them of arrays as well. Source: "Object functions for ARM templates".</summary>
internal static class ObjectFunctions
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<TemplateFunction> All { get; } =
    [
        new("createObject", 0, int.MaxValue, Create),
        new("intersection", 2, int.MaxValue, arguments => arguments.Aggregate(Intersection)),
        new("items", 1, 1, arguments => List(Object(arguments[0]).OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .Select(pair => new JsonObject { ["key"] = pair.Key, ["value"] = pair.Value?.DeepClone() }))),
        new("null", 0, 0, _ => null),
        new("objectKeys", 1, 1, arguments => List(Object(arguments[0]).Select(pair => (JsonNode)pair.Key)
            .OrderBy(Text, StringComparer.OrdinalIgnoreCase))),
        new("shallowMerge", 1, 1, arguments => Array(arguments[0]).Aggregate(new JsonObject(), (merged, each) =>
        {
            foreach (var (name, value) in Object(each)) merged[name] = value?.DeepClone();
            return merged;
        })),
        new("tryGet", 2, int.MaxValue, arguments => arguments.Skip(1).Aggregate(arguments[0], TryGet)),
        new("union", 1, int.MaxValue, arguments => arguments.Aggregate(Union)),
    ];

    private static JsonObject Create(IReadOnlyList<JsonNode?> arguments)
    {
        if (arguments.Count % 2 != 0) throw new TemplateException("Each name needs a value.");
        var created = new JsonObject();
        foreach (var pair in arguments.Chunk(2))
        {
            if (!created.TryAdd(Text(pair[0]), pair[1]?.DeepClone()))
                throw new TemplateException($"The name '{Text(pair[0])}' is there twice.");
        }

        return created;
    }

    private static JsonNode? TryGet(JsonNode? from, JsonNode? key) => from switch
    {
        JsonObject members => TryMember(members, Text(key), out var value) ? value : null,
        JsonArray items => Count(key) is var index && index >= 0 && index < items.Count ? items[index] : null,
        _ => null,
    };

    private static JsonNode? Union(JsonNode? one, JsonNode? other)
    {
        if (one is JsonArray items) return List(items.Concat(Array(other)).Distinct(Same.Instance));
        var merged = Object(one).DeepClone().AsObject();
        foreach (var (name, value) in Object(other))
            merged[name] = merged[name] is JsonObject old && value is JsonObject added ? Union(old, added)?.DeepClone()
                : value?.DeepClone();
        return merged;
    }

    private static JsonNode? Intersection(JsonNode? one, JsonNode? other) => one is JsonArray items
        ? List(items.Where(item => Array(other).Any(each => JsonNode.DeepEquals(item, each))).Distinct(Same.Instance))
        : new JsonObject(Object(one).Where(pair => Object(other).TryGetPropertyValue(pair.Key, out var found)
            && JsonNode.DeepEquals(found, pair.Value)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));

    private sealed class Same : IEqualityComparer<JsonNode?>
    {
        public static Same Instance { get; } = new();

        public bool Equals(JsonNode? x, JsonNode? y) => JsonNode.DeepEquals(x, y);

        public int GetHashCode(JsonNode? obj) => (int?)obj?.GetValueKind() ?? 0;
    }
}
