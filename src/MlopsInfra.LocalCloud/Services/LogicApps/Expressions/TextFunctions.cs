using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

/// <summary>Functions on strings. Searches ignore case, as in Azure.</summary>
internal static class TextFunctions
{
    private const StringComparison Search = StringComparison.OrdinalIgnoreCase;

    public static IReadOnlyList<Function> All { get; } =
    [
        new("concat", 1, int.MaxValue, Concat),
        new("split", 2, 2, a => Values.Array(Values.String(a[0]).Split(Values.String(a[1])).Select(part => (JsonNode?)part))),
        new("toLower", 1, 1, a => Values.String(a[0]).ToLowerInvariant()),
        new("toUpper", 1, 1, a => Values.String(a[0]).ToUpperInvariant()),
        new("trim", 1, 1, a => Values.String(a[0]).Trim()),
        new("replace", 3, 3,
            a => Values.String(a[1]).Length == 0
                ? throw new ExpressionException("there is nothing to be replaced.")
                : Values.String(a[0]).Replace(Values.String(a[1]), Values.String(a[2]), StringComparison.Ordinal)),
        new("startsWith", 2, 2, a => Values.String(a[0]).StartsWith(Values.String(a[1]), Search)),
        new("endsWith", 2, 2, a => Values.String(a[0]).EndsWith(Values.String(a[1]), Search)),
        new("indexOf", 2, 2, a => Values.String(a[0]).IndexOf(Values.String(a[1]), Search)),
        new("lastIndexOf", 2, 2, a => Values.String(a[0]).LastIndexOf(Values.String(a[1]), Search)),
        new("substring", 2, 3,
            a => Slice(Values.String(a[0]), Values.Integer(a[1]), a.Count > 2 ? Values.Integer(a[2]) : null, "length")),
        new("slice", 2, 3, Slice),
    ];

    private static JsonNode? Concat(IReadOnlyList<JsonNode?> arguments) =>
        arguments.Any(argument => argument is JsonArray or JsonObject)
        ? throw new ExpressionException("it takes strings; join arrays with 'union' or 'join'.")
        : string.Concat(arguments.Select(Values.Text));

    private static string Slice(string text, long start, long? length, string what)
    {
        var end = length is { } given ? start + given : text.Length;
        return start >= 0 && end >= start && end <= text.Length
            ? text[(int)start..(int)end]
            : throw new ExpressionException(
                $"start {start} and {what} {length} lie outside of the text of {text.Length} characters.");
    }

    // Negative positions count from the end; what lies outside is cut off.
    private static JsonNode? Slice(IReadOnlyList<JsonNode?> arguments)
    {
        var text = Values.String(arguments[0]);
        var start = Position(Values.Integer(arguments[1]));
        var end = arguments.Count > 2 ? Position(Values.Integer(arguments[2])) : text.Length;
        return end <= start ? "" : text[start..end];

        int Position(long index) => (int)Math.Clamp(index < 0 ? text.Length + index : index, 0, text.Length);
    }
}
