using System.Text.Json;

namespace MlopsInfra.Formats.Json;

/// <summary>
/// Takes values out of JSON and says what is wrong where one is of another kind. A member that is null is as one that is missing:
/// other programs write both.
/// </summary>
public static class JsonShape
{
    /// <summary>The value, which has to be an object.</summary>
    /// <param name="value">The value.</param>
    /// <param name="what">What it is, as in <c>A resource</c>.</param>
    public static JsonElement AsObject(this JsonElement value, string what) =>
        value.ValueKind == JsonValueKind.Object ? value : throw Wrong(value, what, "an object");

    /// <summary>The value, which has to be text.</summary>
    /// <param name="value">The value.</param>
    /// <param name="what">What it is.</param>
    public static string AsText(this JsonElement value, string what) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(value, what, "text");

    /// <summary>A member; null if it is missing or null.</summary>
    /// <param name="json">An object.</param>
    /// <param name="name">The member's name.</param>
    public static JsonElement? Member(this JsonElement json, string name) =>
        json.AsObject("This").TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A member that has to be there.</summary>
    /// <param name="json">An object.</param>
    /// <param name="name">The member's name.</param>
    public static JsonElement Needed(this JsonElement json, string name) =>
        json.Member(name) ?? throw new JsonShapeException(json, $"'{name}' is missing.");

    /// <summary>A member that is text; null if it is missing or null.</summary>
    /// <param name="json">An object.</param>
    /// <param name="name">The member's name.</param>
    public static string? Text(this JsonElement json, string name) => json.Member(name)?.AsText($"'{name}'");

    /// <summary>A member that is text and has to be there.</summary>
    /// <param name="json">An object.</param>
    /// <param name="name">The member's name.</param>
    public static string NeededText(this JsonElement json, string name) => json.Needed(name).AsText($"'{name}'");

    /// <summary>A member that is true or false; false if it is missing or null.</summary>
    /// <param name="json">An object.</param>
    /// <param name="name">The member's name.</param>
    public static bool Flag(this JsonElement json, string name) => json.Member(name) is { } value
        && (value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean() : throw Wrong(value, $"'{name}'", "true or false"));

    /// <summary>A member that is a number; null if it is missing or null.</summary>
    /// <param name="json">An object.</param>
    /// <param name="name">The member's name.</param>
    public static double? Number(this JsonElement json, string name) => json.Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Wrong(value, $"'{name}'", "a number");

    /// <summary>A member that is a moment, as in <c>2026-11-30T12:00:00Z</c>; null if it is missing or null.</summary>
    /// <param name="json">An object.</param>
    /// <param name="name">The member's name.</param>
    public static DateTimeOffset? Time(this JsonElement json, string name)
    {
        if (json.Member(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time)
            ? time : throw Wrong(value, $"'{name}'", "a time, as in 2026-11-30T12:00:00Z");
    }

    /// <summary>A member that is an object; null if it is missing or null.</summary>
    /// <param name="json">An object.</param>
    /// <param name="name">The member's name.</param>
    public static JsonElement? Object(this JsonElement json, string name) => json.Member(name)?.AsObject($"'{name}'");

    /// <summary>The elements of a member that is a list; none if it is missing or null.</summary>
    /// <param name="json">An object.</param>
    /// <param name="name">The member's name.</param>
    public static JsonElement.ArrayEnumerator List(this JsonElement json, string name) => json.Member(name) switch
    {
        null => default,
        { ValueKind: JsonValueKind.Array } value => value.EnumerateArray(),
        { } value => throw Wrong(value, $"'{name}'", "a list"),
    };

    /// <summary>The elements of a member that is a list of texts; none if it is missing or null.</summary>
    /// <param name="json">An object.</param>
    /// <param name="name">The member's name.</param>
    public static IEnumerable<string> Texts(this JsonElement json, string name) =>
        json.List(name).Select(item => item.AsText($"An element of '{name}'"));

    /// <summary>What a value is, in words.</summary>
    /// <param name="value">The value.</param>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private static JsonShapeException Wrong(JsonElement value, string what, string expected) =>
        new(value, $"{what} is {Kind(value)}; expected {expected}.");
}
