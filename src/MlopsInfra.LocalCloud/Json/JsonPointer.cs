using System.Globalization;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Json;

/// <summary>Paths into a JSON document (RFC 6901).</summary>
internal static class JsonPointer
{
    public static string Append(string pointer, string key) =>
        $"{pointer}/{key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>Puts something else in the place of a value; does nothing if there is no such value.</summary>
    public static void Replace(JsonNode root, string pointer, Func<JsonNode?, JsonNode?> change)
    {
        var keys = Keys(pointer);
        var node = root;
        foreach (var key in keys.SkipLast(1))
        {
            if (Step(node, key) is not { } next) return;
            node = next;
        }

        switch (node)
        {
            case JsonObject json when json.TryGetPropertyValue(keys[^1], out var old):
                json[keys[^1]] = change(old?.DeepClone());
                break;
            case JsonArray list when IndexIn(list, keys[^1]) is { } index:
                list[index] = change(list[index]?.DeepClone());
                break;
        }
    }

    /// <summary>Takes a value out; does nothing if there is no such value.</summary>
    public static void Remove(JsonNode root, string pointer)
    {
        var end = pointer.LastIndexOf('/');
        JsonNode? node = root;
        foreach (var key in Keys(pointer[..end]))
        {
            node = Step(node, key);
            if (node is null) return;
        }

        (node as JsonObject)?.Remove(Keys(pointer[end..])[0]);
    }

    /// <summary>The value at a place; null if there is none.</summary>
    public static JsonNode? Get(JsonNode root, string pointer) => Keys(pointer).Aggregate((JsonNode?)root, Step);

    private static List<string> Keys(string pointer) =>
        [.. pointer.Split('/')[1..]
            .Select(key => key.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private static JsonNode? Step(JsonNode? node, string key) => node switch
    {
        JsonObject json => json[key],
        JsonArray list when IndexIn(list, key) is { } index => list[index],
        _ => null,
    };

    private static int? IndexIn(JsonArray list, string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count ? index : null;
}
