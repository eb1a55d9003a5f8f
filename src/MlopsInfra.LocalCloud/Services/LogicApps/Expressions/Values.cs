using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

/// <summary>JSON values as expressions take them.</summary>
internal static class Values
{
    /// <summary>The same value for another place in a tree.</summary>
    public static JsonNode? Copy(JsonNode? value) => value?.DeepClone();

    /// <summary>A value as it stands in a text: strings as they are, null as nothing, all else as JSON.</summary>
    public static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.TryGetValue(out string? content) => content,
        JsonValue flag when flag.TryGetValue(out bool yes) => yes ? "True" : "False",
        _ => value.ToJsonString(JsonText.Options),
    };

    /// <summary>A string; anything else is an error.</summary>
    public static string String(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue(out string? content) ? content : throw Expected("a string", value);

    /// <summary>A boolean.</summary>
    public static bool Flag(JsonNode? value) =>
        value is JsonValue flag && flag.TryGetValue(out bool yes) ? yes : throw Expected("a boolean", value);

    /// <summary>A number.</summary>
    public static double Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? JsonNumbers.ToDouble(value.AsValue()) : throw Expected("a number", value);

    /// <summary>A whole number.</summary>
    public static long Integer(JsonNode? value) =>
        Number(value) is var number && Math.Abs(number) < 1L << 53 && number == Math.Truncate(number)
            ? (long)number : throw Expected("an integer", value);

    /// <summary>An array.</summary>
    public static JsonArray Array(JsonNode? value) => value as JsonArray ?? throw Expected("an array", value);

    /// <summary>A number as JSON: whole ones without a point.</summary>
    public static JsonNode Number(double value) =>
        double.IsFinite(value)
            ? JsonNumbers.FromDouble(value) : throw new ExpressionException("The result is no number that JSON has.");

    /// <summary>A new array of copies.</summary>
    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items.Select(Copy)]);

    /// <summary>Whether two values are equal: numbers by value, strings by case as well.</summary>
    public static bool AreEqual(JsonNode? one, JsonNode? other) =>
        one?.GetValueKind() == JsonValueKind.Number && other?.GetValueKind() == JsonValueKind.Number
            ? Number(one).Equals(Number(other))
            : JsonNode.DeepEquals(one, other);

    private static ExpressionException Expected(string what, JsonNode? value)
    {
        var shown = value is null ? "null" : value.ToJsonString(JsonText.Options);
        return new ExpressionException(
            $"{what} is expected, but there is {(shown.Length > 100 ? shown[..100] + "..." : shown)}.");
    }
}
