using System.Text.Json.Nodes;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;

/// <summary>Comparisons and booleans. Sources: "Comparison functions", "Logical functions for ARM templates".</summary>
internal static class LogicFunctions
{
    /// <summary>All of them but those that leave arguments out.</summary>
    public static IReadOnlyList<TemplateFunction> All { get; } =
    [
        new("bool", 1, 1, arguments => arguments[0] is JsonValue value && TryInteger(value, out var number) ? number != 0
            : TypeOf(arguments[0]) == "Boolean" ? Flag(arguments[0])
            : bool.TryParse(Text(arguments[0]), out var flag) ? flag
            : throw new TemplateException($"'{Text(arguments[0])}' is no boolean.")),
        new("equals", 2, 2, arguments => JsonNode.DeepEquals(arguments[0], arguments[1])),
        new("false", 0, 0, _ => false),
        new("greater", 2, 2, arguments => Compare(arguments) > 0),
        new("greaterOrEquals", 2, 2, arguments => Compare(arguments) >= 0),
        new("less", 2, 2, arguments => Compare(arguments) < 0),
        new("lessOrEquals", 2, 2, arguments => Compare(arguments) <= 0),
        new("not", 1, 1, arguments => !Flag(arguments[0])),
        new("true", 0, 0, _ => true),
    ];

    private static int Compare(IReadOnlyList<JsonNode?> arguments) =>
        arguments[0] is JsonValue value && TryInteger(value, out var one)
        ? one.CompareTo(Integer(arguments[1]))
        : string.CompareOrdinal(Text(arguments[0]), Text(arguments[1]));
}
