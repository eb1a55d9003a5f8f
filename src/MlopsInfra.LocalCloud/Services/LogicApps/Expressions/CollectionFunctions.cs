using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

/// <summary>Functions on arrays, objects and strings as collections.</summary>
internal static class CollectionFunctions
{
    public static IReadOnlyList<Function> All { get; } =
    [
        new("length", 1, 1, a => Count(a[0])),
        new("empty", 1, 1, a => a[0] is null || Count(a[0]) == 0),
        new("contains", 2, 2, a => Contains(a[0], a[1])),
        new("first", 1, 1, a => a[0] is JsonArray items ? Values.Copy(items.FirstOrDefault()) : Letter(Values.String(a[0]), 0)),
        new("last", 1, 1,
            a => a[0] is JsonArray items
                ? Values.Copy(items.LastOrDefault()) : Letter(Values.String(a[0]), Values.String(a[0]).Length - 1)),
        new("take", 2, 2,
            a => a[0] is JsonArray items
                ? Part(items, 0, Values.Integer(a[1])) : Part(Values.String(a[0]), 0, Values.Integer(a[1]))),
        new("skip", 2, 2,
            a => a[0] is JsonArray items
                ? Part(items, Values.Integer(a[1]), int.MaxValue)
                : Part(Values.String(a[0]), Values.Integer(a[1]), int.MaxValue)),
        new("join", 2, 2, a => string.Join(Values.String(a[1]), Values.Array(a[0]).Select(Values.Text))),
        new("createArray", 1, int.MaxValue, Values.Array),
        new("range", 2, 2, a => Values.Integer(a[1]) is >= 0 and <= 100_000 and var count
            ? Values.Array(Enumerable.Range(0, (int)count).Select(index => (JsonNode?)(Values.Integer(a[0]) + index)))
            : throw new ExpressionException("it makes 0 to 100,000 numbers.")),
        new("union", 1, int.MaxValue, Union),
        new("intersection", 1, int.MaxValue,
            a => Values.Array(Values.Array(a[0]).Where(item => a.Skip(1).All(other => Has(Values.Array(other), item))))),
    ];

    private static int Count(JsonNode? value) => value switch
    {
        JsonArray items => items.Count,
        JsonObject members => members.Count,
        _ => Values.String(value).Length,
    };

    private static bool Contains(JsonNode? collection, JsonNode? value) => collection switch
    {
        JsonArray items => Has(items, value),
        JsonObject members => members.Any(member => member.Key.Equals(Values.String(value), StringComparison.OrdinalIgnoreCase)),
        _ => Values.String(collection).Contains(Values.Text(value), StringComparison.Ordinal),
    };

    private static bool Has(JsonArray items, JsonNode? value) => items.Any(item => Values.AreEqual(item, value));

    private static JsonNode Letter(string text, int index) => text.Length == 0 ? "" : text[index].ToString();

    private static JsonArray Part(JsonArray items, long from, long count) =>
        Values.Array(items.Skip(Within(from, items.Count)).Take(Within(count, items.Count)));

    private static string Part(string text, long from, long count) =>
        text.Substring(Within(from, text.Length), Within(count, text.Length - Within(from, text.Length)));

    private static int Within(long number, int most) =>
        number >= 0 ? (int)Math.Min(number, most) : throw new ExpressionException("the number is negative.");

    private static JsonNode? Union(IReadOnlyList<JsonNode?> arguments)
    {
        if (arguments.All(argument => argument is JsonObject))
        {
            var members = new JsonObject();
            foreach (var (key, value) in arguments.SelectMany(argument => argument!.AsObject())) members[key] =
                Values.Copy(value);
            return members;
        }

        var all = new List<JsonNode?>();
        foreach (var item in arguments.SelectMany(Values.Array)) if (!all.Exists(other => Values.AreEqual(other, item)))
            all.Add(item);
        return Values.Array(all);
    }
}
