using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>What a template says of a parameter or an output. Source: "Parameters in ARM templates".</summary>
/// <param name="Name">Its name.</param>
/// <param name="Json">What the template says.</param>
internal sealed record ParameterDefinition(string Name, JsonObject Json)
{
    private static readonly string[] Types = ["String", "SecureString", "Int", "Bool", "Object", "SecureObject", "Array"];

    /// <summary>The type, as Azure shows it.</summary>
    public string Type { get; } = System.Array.Find(Types, type => Json["type"] is JsonValue value
        && value.TryGetValue(out string? text) && text.Equals(type, StringComparison.OrdinalIgnoreCase))
        ?? throw new TemplateException($"The template parameter or output '{Name}' is not valid: its type has to be one of "
            + $"'{string.Join(", ", Types)}'. Please see https://aka.ms/arm-syntax-parameters for usage details.");

    /// <summary>Whether its value is never shown.</summary>
    public bool IsSecure => Type.StartsWith("Secure", StringComparison.Ordinal);

    /// <summary>Reads one of them.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="json">What the template says of it.</param>
    /// <param name="template">The template, which may define types.</param>
    public static ParameterDefinition Read(string name, JsonNode? json, JsonObject template)
    {
        if (json is not JsonObject definition)
            throw new TemplateException($"The template parameter or output '{name}' is not valid: an object is expected.");
        const string prefix = "#/definitions/";
        for (var hops = 0; hops < 10 && definition["$ref"] is JsonValue reference && Text(reference) is var path
            && path.StartsWith(prefix, StringComparison.Ordinal)
            && template["definitions"]?[path[prefix.Length..]] is JsonObject named; hops++)
        {
            var merged = JsonPaths.Merge(named, definition);
            merged.Remove("$ref");
            if (named["$ref"] is { } next) merged["$ref"] = next.DeepClone();
            definition = merged;
        }

        return new ParameterDefinition(name, definition);
    }

    /// <summary>Whether it may be null.</summary>
    public bool IsNullable => Json["nullable"] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    /// <summary>Refuses a value that does not fit.</summary>
    /// <exception cref="TemplateException">It does not fit.</exception>
    public void Check(JsonNode? value)
    {
        if (value is null) return;
        var fits = value.GetValueKind() switch
        {
            JsonValueKind.String => Type is "String" or "SecureString",
            JsonValueKind.Number => Type == "Int",
            JsonValueKind.True or JsonValueKind.False => Type == "Bool",
            JsonValueKind.Object => Type is "Object" or "SecureObject",
            _ => Type == "Array",
        };
        if (!fits)
        {
            throw new TemplateException("Template parameter JToken type is not valid. Expected "
                + $"'{(Type == "Int" ? "Integer" : Type == "Bool" ? "Boolean" : Type)}'. Actual '{TypeOf(value)}'. (The "
                + $"parameter is '{Name}'.) Please see https://aka.ms/resource-manager-parameter-files for usage details.");
        }

        if (Json["allowedValues"] is JsonArray allowed && !IsAllowed(value, allowed))
            throw Refusal($"The value '{Shown(value)}' is not part of the allowed value(s): "
                + $"'{string.Join(',', allowed.Select(Joined))}'.");
        CheckBounds("minLength", "maxLength", "Length of the value", value switch
        {
            JsonArray items => items.Count,
            JsonValue leaf when leaf.TryGetValue(out string? text) => text.Length,
            _ => null,
        });
        CheckBounds("minValue", "maxValue", "The value", Type == "Int" ? Integer(value) : null);
    }

    private static bool IsAllowed(JsonNode value, JsonArray allowed) =>
        value is JsonArray items && !allowed.Any(each => each is JsonArray)
        ? items.All(item => allowed.Any(each => JsonNode.DeepEquals(each, item)))
        : allowed.Any(each => JsonNode.DeepEquals(each, value));

    private void CheckBounds(string least, string most, string what, long? number)
    {
        if (number is not { } found) return;
        if (Json[least] is JsonValue from && found < Integer(from))
            throw Refusal($"{what} should be greater than or equal to '{Integer(from)}'.");
        if (Json[most] is JsonValue to && found > Integer(to))
            throw Refusal($"{what} should be less than or equal to '{Integer(to)}'.");
    }

    private string Shown(JsonNode value) => IsSecure ? "***" : Joined(value);

    private TemplateException Refusal(string why) => new(
        $"The provided value for the template parameter '{Name}' is not valid. {why} Please see "
            + "https://aka.ms/arm-syntax-parameters for usage details.");
}
