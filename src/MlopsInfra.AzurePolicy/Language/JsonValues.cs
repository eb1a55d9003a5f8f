using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.AzurePolicy.Language;

/// <summary>JSON as the language sees it: texts are compared ignoring case, and a flag is as good as its text.</summary>
internal static class JsonValues
{
    /// <summary>The value as text; null for none. Flags and numbers as in JSON.</summary>
    public static string? Text(JsonNode? value) => value switch
    {
        null => null,
        JsonValue scalar when scalar.TryGetValue(out string? text) => text,
        _ => value.ToJsonString(),
    };

    /// <summary>The value as a number; null where it is none. A text is no number.</summary>
    public static decimal? Number(JsonNode? value) =>
        value is JsonValue scalar && scalar.GetValueKind() is JsonValueKind.Number
            && decimal.TryParse(scalar.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Whether it counts as true.</summary>
    public static bool Flag(JsonNode? value) => string.Equals(Text(value), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Nothing is there, or nothing in it.</summary>
    public static bool IsEmpty(JsonNode? value) => value switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        JsonObject map => map.Count == 0,
        _ => Text(value) is "",
    };

    /// <summary>Equality: of texts, flags and numbers by what is written, of the rest by structure.</summary>
    public static bool Same(JsonNode? one, JsonNode? other)
    {
        if (one is null || other is null) return one is null && other is null;
        if (Number(one) is { } left && Number(other) is { } right) return left == right;
        return one is JsonValue && other is JsonValue
            ? string.Equals(Text(one), Text(other), StringComparison.OrdinalIgnoreCase)
            : JsonNode.DeepEquals(one, other);
    }

    /// <summary>
    /// Order: of numbers, or of texts (dates are written so that texts are in order); null where the two can't be compared.
    /// </summary>
    public static int? Order(JsonNode? one, JsonNode? other)
    {
        if (Number(one) is { } left && Number(other) is { } right) return left.CompareTo(right);
        return one is JsonValue && other is JsonValue && Number(one) is null && Number(other) is null
            ? string.Compare(Text(one), Text(other), StringComparison.OrdinalIgnoreCase)
            : null;
    }

    /// <summary>A property by its name, ignoring case; null for none.</summary>
    public static JsonNode? Property(JsonObject map, string name) =>
        map.TryGetPropertyValue(name, out var exact)
            ? exact : map.FirstOrDefault(entry => entry.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Whether there is a property of this name, ignoring case.</summary>
    public static bool Has(JsonObject map, string name) =>
        map.ContainsKey(name) || map.Any(entry => entry.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
}
