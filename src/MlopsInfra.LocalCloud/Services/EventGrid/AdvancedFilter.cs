using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

namespace MlopsInfra.LocalCloud.Services.EventGrid;

/// <summary>
/// One advanced filter: a key into the event, an operator, values any of which is enough (for operators with Not: none of which
/// may fit).
/// </summary>
internal static class AdvancedFilter
{
    private const StringComparison Text = StringComparison.OrdinalIgnoreCase;

    /// <summary>
    /// Whether it passes. A key that the event lacks passes only operators that ask for the absence of something.
    /// </summary>
    public static bool Passes(JsonObject filter, JsonObject envelope, bool looksIntoArrays)
    {
        var found = envelope.At(filter.Text("key") ?? "");
        var operation = filter.Text("operatorType") ?? "";
        if (operation.Equals("IsNullOrUndefined", Text)) return found is null;
        if (operation.Equals("IsNotNull", Text)) return found is not null;
        IReadOnlyList<JsonNode?> candidates = found is JsonArray items ? looksIntoArrays ? [.. items] : [] : [found];
        IReadOnlyList<JsonNode?> values = filter.At("values") is JsonArray many ? [.. many] : [filter.At("value")];
        var isNegated = operation.Contains("Not", StringComparison.Ordinal);
        var positive = operation.Replace("Not", "", StringComparison.Ordinal);
        var fits = candidates.Any(candidate => values.Any(value => Fits(positive, candidate, value)));
        return fits != isNegated;
    }

    private static bool Fits(string operation, JsonNode? candidate, JsonNode? value) => operation switch
    {
        "BoolEquals" =>
            candidate?.GetValueKind() is JsonValueKind.True or JsonValueKind.False && Values.AreEqual(candidate, value),
        "NumberInRange" => candidate is not null && IsNumber(candidate) && value is JsonArray { Count: 2 } range
            && Values.Number(candidate) >= Values.Number(range[0]) && Values.Number(candidate) <= Values.Number(range[1]),
        _ when operation.StartsWith("Number", StringComparison.Ordinal) => candidate is not null && IsNumber(candidate)
            && Compare(operation, Values.Number(candidate).CompareTo(Values.Number(value))),
        _ => candidate is JsonValue text && text.TryGetValue(out string? one) && Fits(operation, one, Values.Text(value)),
    };

    private static bool Compare(string operation, int order) => operation switch
    {
        "NumberIn" => order == 0,
        "NumberLessThan" => order < 0,
        "NumberLessThanOrEquals" => order <= 0,
        "NumberGreaterThan" => order > 0,
        "NumberGreaterThanOrEquals" => order >= 0,
        _ => throw Unknown(operation),
    };

    private static bool Fits(string operation, string text, string value) => operation switch
    {
        "StringIn" => text.Equals(value, Text),
        "StringContains" => text.Contains(value, Text),
        "StringBeginsWith" => text.StartsWith(value, Text),
        "StringEndsWith" => text.EndsWith(value, Text),
        _ => throw Unknown(operation),
    };

    private static bool IsNumber(JsonNode candidate) => candidate.GetValueKind() == JsonValueKind.Number;

    private static NotSupportedException Unknown(string operation) =>
        new($"The local cloud does not know the operator '{operation}' of advanced filters.");
}
