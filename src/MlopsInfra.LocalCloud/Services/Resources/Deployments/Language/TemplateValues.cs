using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

/// <summary>Reads the arguments of functions.</summary>
internal static class TemplateValues
{
    /// <summary>The text that an argument has to be.</summary>
    public static string Text(JsonNode? value) =>
        value is JsonValue leaf && leaf.TryGetValue(out string? text)
            ? text : throw new TemplateException($"A text is expected, but the value is {Described(value)}.");

    /// <summary>A text, or a number or boolean as a text, as where texts are put together.</summary>
    public static string Joined(JsonNode? value) => value switch
    {
        JsonValue leaf when leaf.TryGetValue(out string? text) => text,
        JsonValue leaf when leaf.TryGetValue(out bool flag) => flag ? "True" : "False",
        null => "",
        _ => value.ToJsonString(JsonText.Options),
    };

    /// <summary>The whole number that an argument has to be.</summary>
    public static long Integer(JsonNode? value) => value is JsonValue leaf && TryInteger(leaf, out var number)
        ? number : throw new TemplateException($"A whole number is expected, but the value is {Described(value)}.");

    /// <summary>A whole number that fits an index or a length.</summary>
    public static int Count(JsonNode? value) => Integer(value) is var number and >= int.MinValue and <= int.MaxValue
        ? (int)number : throw new TemplateException($"The number {Described(value)} is too large.");

    /// <summary>The boolean that an argument has to be.</summary>
    public static bool Flag(JsonNode? value) =>
        value is JsonValue leaf && leaf.TryGetValue(out bool flag)
            ? flag : throw new TemplateException($"A boolean is expected, but the value is {Described(value)}.");

    /// <summary>The array that an argument has to be.</summary>
    public static JsonArray Array(JsonNode? value) =>
        value as JsonArray ?? throw new TemplateException($"An array is expected, but the value is {Described(value)}.");

    /// <summary>The object that an argument has to be.</summary>
    public static JsonObject Object(JsonNode? value) =>
        value as JsonObject ?? throw new TemplateException($"An object is expected, but the value is {Described(value)}.");

    /// <summary>Whether it is a whole number.</summary>
    public static bool TryInteger(JsonValue value, out long number)
    {
        number = 0;
        return value.GetValueKind() == JsonValueKind.Number
            && long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A list of values, which may stand elsewhere.</summary>
    public static JsonArray List(IEnumerable<JsonNode?> values) => new([.. values.Select(value => value?.DeepClone())]);

    /// <summary>A member, whatever case its name is written in.</summary>
    public static bool TryMember(JsonObject json, string name, out JsonNode? value)
    {
        if (json.TryGetPropertyValue(name, out value)) return true;
        var found = json.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        value = found.Value;
        return found.Key is not null;
    }

    /// <summary>The type as templates name it.</summary>
    public static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "Object",
        JsonValueKind.Array => "Array",
        JsonValueKind.String => "String",
        JsonValueKind.True or JsonValueKind.False => "Boolean",
        JsonValueKind.Number => value is JsonValue leaf && TryInteger(leaf, out _) ? "Integer" : "Float",
        _ => "Null",
    };

    private static string Described(JsonNode? value)
    {
        var text = value?.ToJsonString(JsonText.Options) ?? "null";
        return $"of type '{TypeOf(value)}' ({(text.Length > 80 ? text[..80] + "..." : text)})";
    }
}
