using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

/// <summary>From one type to another.</summary>
internal static class ConversionFunctions
{
    public static IReadOnlyList<Function> All { get; } =
    [
        new("string", 1, 1, a => Values.Text(a[0])),
        new("int", 1, 1,
            a => Parsed(a[0], text => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))),
        new("float", 1, 2, a => Parsed(a[0], text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))),
        new("decimal", 1, 1, a => Parsed(a[0], text => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))),
        new("isInt", 1, 1,
            a => long.TryParse(Values.Text(a[0]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)),
        new("bool", 1, 1, Flag),
        new("json", 1, 1, a => Json(Values.Text(a[0]))),
        new("array", 1, 1, a => a[0] is JsonArray ? Values.Copy(a[0]) : Values.Array([a[0]])),
        new("base64", 1, 1, a => Convert.ToBase64String(Encoding.UTF8.GetBytes(Values.Text(a[0])))),
        new("base64ToString", 1, 1, a => Parsed(a[0], text => Encoding.UTF8.GetString(Convert.FromBase64String(text)))),
        new("encodeUriComponent", 1, 1, a => Uri.EscapeDataString(Values.Text(a[0]))),
        new("uriComponent", 1, 1, a => Uri.EscapeDataString(Values.Text(a[0]))),
        new("decodeUriComponent", 1, 1, a => Uri.UnescapeDataString(Values.Text(a[0]))),
        new("uriComponentToString", 1, 1, a => Uri.UnescapeDataString(Values.Text(a[0]))),
    ];

    private static JsonValue? Parsed<T>(JsonNode? value, Func<string, T> parse)
    {
        try
        {
            return JsonValue.Create(parse(Values.Text(value)));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new ExpressionException($"'{Values.Text(value)}' can't be converted.");
        }
    }

    private static JsonNode? Flag(IReadOnlyList<JsonNode?> arguments) => arguments[0]?.GetValueKind() == JsonValueKind.Number
        ? Values.Number(arguments[0]) != 0
        : bool.TryParse(Values.Text(arguments[0]), out var flag) ? flag
        : throw new ExpressionException($"'{Values.Text(arguments[0])}' can't be converted.");

    private static JsonNode? Json(string text)
    {
        try
        {
            return StrictJson.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new ExpressionException($"the text is no JSON: {exception.Message}");
        }
    }
}
