using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.Formats.Patterns;
using static MlopsInfra.AzurePolicy.Language.JsonValues;

namespace MlopsInfra.AzurePolicy.Evaluation;

/// <summary>The comparisons of the policy language.</summary>
internal static class Comparison
{
    private static readonly Dictionary<string, Func<JsonNode?, JsonNode?, bool>> Operators = new(StringComparer.OrdinalIgnoreCase)
    {
        ["equals"] = Same,
        ["notEquals"] = (value, other) => !Same(value, other),
        ["like"] = Like,
        ["notLike"] = (value, other) => !Like(value, other),
        ["match"] = (value, pattern) => Match(value, pattern, RegexOptions.None),
        ["notMatch"] = (value, pattern) => !Match(value, pattern, RegexOptions.None),
        ["matchInsensitively"] = (value, pattern) => Match(value, pattern, RegexOptions.IgnoreCase),
        ["notMatchInsensitively"] = (value, pattern) => !Match(value, pattern, RegexOptions.IgnoreCase),
        ["contains"] = Contains,
        ["notContains"] = (value, part) => !Contains(value, part),
        ["in"] = In,
        ["notIn"] = (value, list) => !In(value, list),
        ["containsKey"] = (value, key) => value is JsonObject map && Has(map, Text(key) ?? ""),
        ["notContainsKey"] = (value, key) => value is not JsonObject map || !Has(map, Text(key) ?? ""),
        ["less"] = (value, other) => Order(value, other) < 0,
        ["lessOrEquals"] = (value, other) => Order(value, other) <= 0,
        ["greater"] = (value, other) => Order(value, other) > 0,
        ["greaterOrEquals"] = (value, other) => Order(value, other) >= 0,
        ["exists"] = (value, wanted) => value is not null == Flag(wanted),
    };

    /// <summary>The names of all comparisons.</summary>
    public static IReadOnlyCollection<string> Names => Operators.Keys;

    /// <summary>Whether a name is that of a comparison.</summary>
    public static bool IsOperator(string name) => Operators.ContainsKey(name);

    /// <summary>Whether a comparison holds.</summary>
    public static bool Holds(string name, JsonNode? value, JsonNode? wanted) => Operators[name](value, wanted);

    // '*' stands for anything, at most once.
    private static bool Like(JsonNode? value, JsonNode? pattern) => value is JsonValue && Text(pattern) is { } text
        && TextPattern.OfText(text, any: '*', one: null, ignoreCase: true).Fits(Text(value)!);

    // '#' is a digit, '?' a letter, '.' any character.
    private static bool Match(JsonNode? value, JsonNode? pattern, RegexOptions options) =>
        value is JsonValue && Text(pattern) is { } text
        && Regex.IsMatch(Text(value)!, $"^{string.Concat(text.Select(Character))}$", options | RegexOptions.Singleline);

    private static string Character(char character) =>
        character switch { '#' => "[0-9]", '?' => "[A-Za-z]", '.' => ".", _ => Regex.Escape(character.ToString()) };

    private static bool Contains(JsonNode? value, JsonNode? part) => value switch
    {
        JsonArray list => list.Any(item => Same(item, part)),
        JsonObject map => Has(map, Text(part) ?? ""),
        _ => Text(value)?.Contains(Text(part) ?? "", StringComparison.OrdinalIgnoreCase) ?? false,
    };

    private static bool In(JsonNode? value, JsonNode? list) =>
        list is JsonArray items ? items.Any(item => Same(item, value)) : throw new PolicyLanguageException("'in' needs a list.");
}
