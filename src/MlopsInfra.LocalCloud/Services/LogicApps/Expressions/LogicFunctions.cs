using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

/// <summary>Comparisons, and arithmetic.</summary>
internal static class LogicFunctions
{
    public static IReadOnlyList<Function> All { get; } =
    [
        new("equals", 2, 2, a => Values.AreEqual(a[0], a[1])),
        new("and", 1, int.MaxValue, a => a.All(Values.Flag)),
        new("or", 1, int.MaxValue, a => a.Any(Values.Flag)),
        new("not", 1, 1, a => !Values.Flag(a[0])),
        new("if", 3, 3, a => Values.Copy(Values.Flag(a[0]) ? a[1] : a[2])),
        new("coalesce", 1, int.MaxValue, a => Values.Copy(a.FirstOrDefault(value => value is not null))),
        new("greater", 2, 2, a => Compare(a) > 0),
        new("greaterOrEquals", 2, 2, a => Compare(a) >= 0),
        new("less", 2, 2, a => Compare(a) < 0),
        new("lessOrEquals", 2, 2, a => Compare(a) <= 0),
        new("add", 2, 2, a => Values.Number(Values.Number(a[0]) + Values.Number(a[1]))),
        new("sub", 2, 2, a => Values.Number(Values.Number(a[0]) - Values.Number(a[1]))),
        new("mul", 2, 2, a => Values.Number(Values.Number(a[0]) * Values.Number(a[1]))),
        new("div", 2, 2, Divide),
        new("mod", 2, 2, a => Values.Number(Values.Number(a[0]) % Divisor(a[1]))),
        new("max", 1, int.MaxValue, a => Values.Number(Numbers(a).Max())),
        new("min", 1, int.MaxValue, a => Values.Number(Numbers(a).Min())),
    ];

    private static int Compare(IReadOnlyList<JsonNode?> arguments) =>
        arguments[0] is JsonValue value && value.TryGetValue(out string? text)
        ? string.CompareOrdinal(text, Values.String(arguments[1]))
        : Values.Number(arguments[0]).CompareTo(Values.Number(arguments[1]));

    // Two integers give an integer.
    private static JsonNode Divide(IReadOnlyList<JsonNode?> arguments)
    {
        var (above, below) = (Values.Number(arguments[0]), Divisor(arguments[1]));
        return Values.Number(double.IsInteger(above) && double.IsInteger(below) ? Math.Truncate(above / below) : above / below);
    }

    private static double Divisor(JsonNode? value) =>
        Values.Number(value) is not 0 and var divisor ? divisor : throw new ExpressionException("division by zero.");

    private static List<double> Numbers(IReadOnlyList<JsonNode?> arguments)
    {
        var numbers = (arguments is [JsonArray list] ? [.. list] : arguments).Select(Values.Number).ToList();
        return numbers.Count > 0 ? numbers : throw new ExpressionException("there is no number.");
    }
}
