using System.Text.Json.Nodes;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;

/// <summary>Functions of arrays, many of them of texts as well. Source: "Array functions for ARM templates".</summary>
internal static class ListFunctions
{
    private const int LongestRange = 10_000;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TemplateFunction> All { get; } =
    [
        new("array", 1, 1, arguments => arguments[0] is JsonArray whole ? whole : List([arguments[0]])),
        new("concat", 0, int.MaxValue, Concat),
        new("contains", 2, 2, Contains),
        new("createArray", 0, int.MaxValue, List),
        new("empty", 1, 1, arguments => arguments[0] switch
        {
            null => true,
            JsonArray items => items.Count == 0,
            JsonObject members => members.Count == 0,
            _ => Text(arguments[0]).Length == 0,
        }),
        new("first", 1, 1, arguments => arguments[0] is JsonArray items ? items.FirstOrDefault()
            : Text(arguments[0]) is { Length: > 0 } text ? text[..1] : ""),
        new("flatten", 1, 1, arguments => List(Array(arguments[0]).SelectMany(Array))),
        new("indexOf", 2, 2, arguments => arguments[0] is JsonArray items ? IndexOf(items, arguments[1], fromEnd: false)
            : Text(arguments[0]).IndexOf(Text(arguments[1]), StringComparison.OrdinalIgnoreCase)),
        new("last", 1, 1, arguments => arguments[0] is JsonArray items ? items.LastOrDefault()
            : Text(arguments[0]) is { Length: > 0 } text ? text[^1..] : ""),
        new("lastIndexOf", 2, 2, arguments => arguments[0] is JsonArray items ? IndexOf(items, arguments[1], fromEnd: true)
            : Text(arguments[0]).LastIndexOf(Text(arguments[1]), StringComparison.OrdinalIgnoreCase)),
        new("length", 1, 1, arguments => arguments[0] switch
        {
            JsonArray items => items.Count,
            JsonObject members => members.Count,
            _ => Text(arguments[0]).Length,
        }),
        new("range", 2, 2, Range),
        new("skip", 2, 2, arguments => Part(arguments[0], Count(arguments[1]), int.MaxValue)),
        new("take", 2, 2, arguments => Part(arguments[0], 0, Math.Max(0, Count(arguments[1])))),
    ];

    private static JsonNode? Concat(IReadOnlyList<JsonNode?> arguments) => arguments.Count > 0 && arguments[0] is JsonArray
        ? List(arguments.SelectMany(Array))
        : string.Concat(arguments.Select(argument => argument is JsonObject or JsonArray
            ? throw new TemplateException("The values to put together have to be all texts or all arrays.") : Joined(argument)));

    private static JsonNode? Contains(IReadOnlyList<JsonNode?> arguments) => arguments[0] switch
    {
        JsonArray items => items.Any(item => JsonNode.DeepEquals(item, arguments[1])),
        JsonObject members => TryMember(members, Text(arguments[1]), out _),
        _ => Text(arguments[0]).Contains(Joined(arguments[1]), StringComparison.Ordinal),
    };

    private static int IndexOf(JsonArray items, JsonNode? value, bool fromEnd)
    {
        bool IsIt(JsonNode? item) => JsonNode.DeepEquals(item, value);
        return fromEnd ? items.ToList().FindLastIndex(IsIt) : items.ToList().FindIndex(IsIt);
    }

    private static JsonArray Range(IReadOnlyList<JsonNode?> arguments)
    {
        var (start, count) = (Integer(arguments[0]), Count(arguments[1]));
        if (count is < 0 or > LongestRange || start > int.MaxValue - count)
            throw new TemplateException($"The count {count} has to be between 0 and {LongestRange}.");
        return List(Enumerable.Range(0, count).Select(index => (JsonNode)(start + index)));
    }

    private static JsonNode? Part(JsonNode? whole, int skip, int take) => whole is JsonArray items
        ? List(items.Skip(skip).Take(take))
        : string.Concat(Text(whole).Skip(skip).Take(take));
}
