using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SdkGenerator.Subset;

/// <summary>Copies a part of a schema without what nobody reads here: texts and settings of other languages.</summary>
internal static partial class SpecTrimmer
{
    /// <summary>Copies the specification of a resource, function, type or property.</summary>
    public static JsonObject Trim(JsonElement spec)
    {
        var trimmed = new JsonObject();
        foreach (var member in spec.EnumerateObject())
        {
            if (TrimMember(member) is var (name, value))
                trimmed.Add(name, value);
        }

        return trimmed;
    }

    /// <summary>Copies a map from names to specifications; the names are kept as they are, whatever they are.</summary>
    public static JsonObject TrimMap(JsonElement map) =>
        new(map.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, (JsonNode?)Trim(entry.Value))));

    private static (string Name, JsonNode? Value)? TrimMember(JsonProperty member) => (member.Name, member.Value) switch
    {
        ("description" or "comment" or "methods", _) => null,
        ("deprecationMessage", _) => ("deprecated", true),
        ("properties" or "inputProperties" or "variables", { ValueKind: JsonValueKind.Object } map) =>
            (member.Name, TrimMap(map)),
        ("items" or "additionalProperties" or "inputs" or "outputs" or "stateInputs", { ValueKind: JsonValueKind.Object } spec) =>
            (member.Name, Trim(spec)),
        ("oneOf" or "enum", { ValueKind: JsonValueKind.Array } specs) =>
            (member.Name, new JsonArray([.. specs.EnumerateArray().Select(Trim)])),
        ("language", { ValueKind: JsonValueKind.Object } all) => OfCSharp(all) is { } csharp ? ("language", csharp) : null,
        ("aliases", { ValueKind: JsonValueKind.Array } all) =>
            WithoutApiVersions(all) is { Count: > 0 } aliases ? ("aliases", aliases) : null,
        _ => (member.Name, JsonNode.Parse(member.Value.GetRawText())),
    };

    /// <summary>The part of a <c>language</c> entry that is about C#; null where there is none.</summary>
    public static JsonObject? OfCSharp(JsonElement language) => language.TryGetProperty("csharp", out var csharp)
        ? new JsonObject { ["csharp"] = JsonNode.Parse(csharp.GetRawText()) }
        : null;

    // azure-native has an alias per API version, dozens for a resource: a stack made by this package never needs them.
    private static JsonArray WithoutApiVersions(JsonElement aliases) =>
    [
        .. aliases.EnumerateArray()
            .Where(alias => !(alias.TryGetProperty("type", out var type) && ApiVersion().IsMatch(type.GetString() ?? "")))
            .Select(alias => JsonNode.Parse(alias.GetRawText())),
    ];

    [GeneratedRegex(@"^[^:]+:[^:]+/v\d{8}[a-z]*:", RegexOptions.CultureInvariant)]
    private static partial Regex ApiVersion();
}
