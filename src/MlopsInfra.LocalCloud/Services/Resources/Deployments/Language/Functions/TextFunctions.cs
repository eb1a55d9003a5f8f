using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;

/// <summary>Functions of texts. Source: "String functions for ARM templates".</summary>
internal static class TextFunctions
{
    // A text that a template can make is no longer than the template may be.
    private const int Longest = 4 * 1024 * 1024;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TemplateFunction> All { get; } =
    [
        new("endsWith", 2, 2, arguments => Text(arguments[0]).EndsWith(Text(arguments[1]), StringComparison.OrdinalIgnoreCase)),
        new("format", 1, int.MaxValue, Format),
        new("join", 2, 2, arguments => string.Join(Text(arguments[1]), Array(arguments[0]).Select(Joined))),
        new("padLeft", 2, 3, PadLeft),
        new("replace", 3, 3, arguments => Text(arguments[1]) is { Length: > 0 } old
            ? Text(arguments[0]).Replace(old, Text(arguments[2]), StringComparison.Ordinal)
            : throw new TemplateException("The text to be replaced can't be empty.")),
        new("split", 2, 2, Split),
        new("startsWith", 2, 2,
            arguments => Text(arguments[0]).StartsWith(Text(arguments[1]), StringComparison.OrdinalIgnoreCase)),
        new("substring", 1, 3, Substring),
        new("toLower", 1, 1, arguments => Text(arguments[0]).ToLowerInvariant()),
        new("toUpper", 1, 1, arguments => Text(arguments[0]).ToUpperInvariant()),
        new("trim", 1, 1, arguments => Text(arguments[0]).Trim()),
        new("uri", 2, 2, Combine),
        new("uriComponent", 1, 1, arguments => Uri.EscapeDataString(Text(arguments[0]))),
        new("uriComponentToString", 1, 1, arguments => Uri.UnescapeDataString(Text(arguments[0]))),
    ];

    private static JsonNode? Format(IReadOnlyList<JsonNode?> arguments)
    {
        object?[] values = [.. arguments.Skip(1).Select(Formatted)];
        try
        {
            return string.Format(CultureInfo.InvariantCulture, Text(arguments[0]), values);
        }
        catch (FormatException)
        {
            throw new TemplateException(
                $"The format '{Text(arguments[0])}' does not fit the {values.Length} values that are given.");
        }
    }

    private static object? Formatted(JsonNode? value) => value is JsonValue leaf && TryInteger(leaf, out var number) ? number
        : value?.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : Joined(value);

    private static JsonNode? PadLeft(IReadOnlyList<JsonNode?> arguments)
    {
        var length = Count(arguments[1]);
        if (length is < 0 or > Longest) throw new TemplateException($"The length {length} is not valid.");
        var padding = arguments.Count > 2 ? Text(arguments[2]) : " ";
        return padding.Length == 1 ? Joined(arguments[0]).PadLeft(length, padding[0])
            : throw new TemplateException("What is padded with has to be one character.");
    }

    private static JsonArray Split(IReadOnlyList<JsonNode?> arguments)
    {
        string[] delimiters = arguments[1] is JsonArray several ? [.. several.Select(Text)] : [Text(arguments[1])];
        return List(Text(arguments[0]).Split(delimiters, StringSplitOptions.None).Select(part => (JsonNode)part));
    }

    private static JsonNode? Substring(IReadOnlyList<JsonNode?> arguments)
    {
        var text = Text(arguments[0]);
        var start = arguments.Count > 1 ? Count(arguments[1]) : 0;
        var length = arguments.Count > 2 ? Count(arguments[2]) : text.Length - start;
        if (start < 0 || length < 0 || start > text.Length || length > text.Length - start)
        {
            throw new TemplateException($"The index {start} and length {length} must refer to a location within the text, which "
                + $"has {text.Length} characters.");
        }

        return text.Substring(start, length);
    }

    // A base that does not end with a slash loses its last part, as in a browser.
    private static JsonNode? Combine(IReadOnlyList<JsonNode?> arguments) =>
        Uri.TryCreate(Text(arguments[0]), UriKind.Absolute, out var start)
            && Uri.TryCreate(start, Text(arguments[1]), out var whole)
            ? whole.AbsoluteUri
            : throw new TemplateException($"'{Text(arguments[0])}' and '{Text(arguments[1])}' don't make an absolute URI.");
}
