using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Testing;

/// <summary>Compares an answer with what is expected of it.</summary>
internal static class Comparison
{
    /// <summary>The first difference, in words; null for none. Of an object only the names that are expected count.</summary>
    /// <param name="expected">What is expected.</param>
    /// <param name="actual">What there is.</param>
    /// <param name="tolerance">How far numbers may be off.</param>
    /// <param name="path">Where it is, as in <c>predictions[0].probability</c>.</param>
    public static string? Difference(JsonNode? expected, JsonNode? actual, double tolerance, string path = "") =>
        expected switch
        {
            JsonObject members => OfObjects(members, actual, tolerance, path),
            JsonArray items => OfLists(items, actual, tolerance, path),
            _ => OfValues(expected, actual, tolerance, path),
        };

    private static string? OfObjects(JsonObject expected, JsonNode? actual, double tolerance, string path)
    {
        if (actual is not JsonObject members) return $"{Where(path)}: expected an object, got {Text(actual)}";
        foreach (var (name, value) in expected)
        {
            if (!members.ContainsKey(name)) return $"{Where(path)}: '{name}' is missing";
            var inner = path.Length == 0 ? name : $"{path}.{name}";
            if (Difference(value, members[name], tolerance, inner) is { } found) return found;
        }

        return null;
    }

    private static string? OfLists(JsonArray expected, JsonNode? actual, double tolerance, string path)
    {
        if (actual is not JsonArray items || items.Count != expected.Count)
            return $"{Where(path)}: expected a list of {expected.Count}, got {Text(actual)}";
        return expected.Select((value, index) => Difference(value, items[index], tolerance, $"{path}[{index}]"))
            .FirstOrDefault(found => found is not null);
    }

    private static string? OfValues(JsonNode? expected, JsonNode? actual, double tolerance, string path)
    {
        if (Number(expected) is { } wanted && Number(actual) is { } got)
        {
            return Math.Abs(wanted - got) <= tolerance ? null : string.Create(CultureInfo.InvariantCulture,
                $"{Where(path)}: expected {wanted}, got {got} (tolerance {tolerance})");
        }

        return JsonNode.DeepEquals(expected, actual) ? null : $"{Where(path)}: expected {Text(expected)}, got {Text(actual)}";
    }

    private static double? Number(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number ? node.GetValue<double>() : null;

    private static string Where(string path) => path.Length == 0 ? "the answer" : path;

    private static string Text(JsonNode? node) =>
        node?.ToJsonString() is { } text ? text.Length <= 200 ? text : text[..200] : "null";
}
