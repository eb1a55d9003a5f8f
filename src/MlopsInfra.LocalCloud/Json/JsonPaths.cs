using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Json;

/// <summary>Short ways into JSON trees, as rules need them.</summary>
internal static class JsonPaths
{
    /// <summary>The value at a path such as <c>properties.sku.name</c>; null if there is none.</summary>
    public static JsonNode? At(this JsonObject json, string path)
    {
        JsonNode? node = json;
        foreach (var name in path.Split('.'))
        {
            if (node is not JsonObject current) return null;
            node = current.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        }

        return node;
    }

    /// <summary>Whether there is a member of that name, even if its value is null.</summary>
    public static bool Has(this JsonObject json, string name) =>
        json.Any(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The string at a path; null if there is none.</summary>
    public static string? Text(this JsonObject json, string path) => json.At(path).AsText();

    /// <summary>A member; null if there is none, or the node is no object: what a client sends may be anything.</summary>
    public static JsonNode? Member(this JsonNode? node, string name) => (node as JsonObject)?[name];

    /// <summary>A node as a string; null if it is none.</summary>
    public static string? AsText(this JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The boolean at a path; null if there is none.</summary>
    public static bool? Flag(this JsonObject json, string path) =>
        json.At(path) is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    /// <summary>The number at a path; null if there is none.</summary>
    public static double? Number(this JsonObject json, string path) =>
        json.At(path) is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number
            ? JsonNumbers.ToDouble(value) : null;

    /// <summary>The objects in the list at a path; none if there is no list.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject json, string path) =>
        (json.At(path) as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>
    /// All values at a path with lists (<c>a[].b</c>) and keys of maps (<c>a{}</c>), each with its own path.
    /// </summary>
    public static IEnumerable<(string Path, string Value)> Texts(this JsonObject json, string path) =>
        Walk(json, path.Split('.'), 0, "");

    /// <summary>Puts a value at a path, making the objects on the way.</summary>
    public static void Set(this JsonObject json, string path, JsonNode? value)
    {
        var names = path.Split('.');
        var node = json;
        foreach (var name in names.SkipLast(1))
        {
            if (node[name] is not JsonObject next) node[name] = next = new JsonObject();
            node = next;
        }

        node[names[^1]] = value;
    }

    /// <summary>Lays one tree over another: objects are merged, all else is replaced, null removes.</summary>
    public static JsonObject Merge(JsonObject below, JsonObject above)
    {
        var result = below.DeepClone().AsObject();
        foreach (var (key, value) in above)
        {
            if (value is null) result.Remove(key);
            else if (value is JsonObject overlay && result[key] is JsonObject inner) result[key] = Merge(inner, overlay);
            else result[key] = value.DeepClone();
        }

        return result;
    }

    private static IEnumerable<(string, string)> Walk(JsonNode? node, string[] names, int index, string path)
    {
        if (index == names.Length)
        {
            if (node is JsonValue value && value.TryGetValue<string>(out var text)) yield return (path, text);
            yield break;
        }

        var name = names[index];
        if (name.EndsWith("{}", StringComparison.Ordinal))
        {
            if ((node as JsonObject)?.At(name[..^2]) is JsonObject map)
            {
                foreach (var (key, _) in map) yield return ($"{Join(path, name[..^2])}", key);
            }

            yield break;
        }

        var isList = name.EndsWith("[]", StringComparison.Ordinal);
        var plain = isList ? name[..^2] : name;
        var child = (node as JsonObject)?.At(plain);
        if (!isList)
        {
            foreach (var found in Walk(child, names, index + 1, Join(path, plain))) yield return found;
        }
        else if (child is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                foreach (var found in Walk(items[i], names, index + 1, $"{Join(path, plain)}[{i}]")) yield return found;
            }
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Whether a path is another one, or leads further below it.</summary>
    /// <param name="path">The path, as in <c>properties.subnets[0].name</c>.</param>
    /// <param name="above">The other one, as in <c>properties.subnets</c>.</param>
    public static bool IsWithin(string path, string above) =>
        path.StartsWith(above, StringComparison.OrdinalIgnoreCase)
            && (path.Length == above.Length || path[above.Length] is '.' or '[');
}
