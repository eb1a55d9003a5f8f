using System.Text.Json.Nodes;

namespace MlopsInfra.Review.Templates;

/// <summary>Turns a body into the values of a template: ids become expressions, secrets parameters, everything else stays as it is.</summary>
/// <param name="expressions">Writes the expressions.</param>
/// <param name="tenant">The tenant that the body was made in.</param>
/// <param name="computed">The expression of what a cloud computed; null if the text is no such thing.</param>
/// <param name="secret">The expression of what stands at a place; null if it is no secret.</param>
internal sealed class ArmValues(ArmExpression expressions, string tenant, Func<string, string?> computed, Func<string, JsonNode?, string?> secret)
{
    /// <summary>A value.</summary>
    /// <param name="value">The value in the body.</param>
    /// <param name="pointer">Where it stands (RFC 6901).</param>
    public JsonNode? Of(JsonNode? value, string pointer)
    {
        if (secret(pointer, value) is { } parameter) return ArmExpression.Value(parameter);
        return value switch
        {
            JsonObject members => new JsonObject(members.Select(member =>
                KeyValuePair.Create(Text(member.Key), Of(member.Value, $"{pointer}/{Escaped(member.Key)}")))),
            JsonArray items => new JsonArray([.. items.Select((item, i) => Of(item, $"{pointer}/{i}"))]),
            JsonValue leaf when leaf.TryGetValue<string>(out var text) => JsonValue.Create(Text(text)),
            _ => value?.DeepClone(),
        };
    }

    private string Text(string text) => computed(text) is { } reference ? ArmExpression.Value(reference)
        : expressions.Mended(text, tenant) is { } expression ? ArmExpression.Value(expression)
        : ArmExpression.Literal(text);

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
