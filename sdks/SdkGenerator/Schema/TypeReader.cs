using System.Collections.Immutable;
using System.Text.Json;

namespace SdkGenerator.Schema;

/// <summary>Reads the types of properties.</summary>
internal static class TypeReader
{
    /// <summary>Reads one type.</summary>
    /// <param name="spec">The type, or the property that has it.</param>
    /// <param name="where">Where it stands in the schema, for error messages.</param>
    /// <exception cref="SchemaException">The type is none that a C# SDK can be generated for.</exception>
    public static TypeSpec Read(JsonElement spec, string where)
    {
        if (spec.ValueKind != JsonValueKind.Object)
            throw new SchemaException($"{where}: a type is expected, and this is {spec.ValueKind}.");
        if (spec.TryGetProperty("oneOf", out var members))
            return new TypeSpec.Union([.. members.EnumerateArray().Select((member, i) => Read(member, $"{where}/oneOf/{i}"))]);
        if (spec.TryGetProperty("$ref", out var reference))
            return ReadReference(reference.GetString()!, where);

        var type = spec.TryGetProperty("type", out var name) ? name.GetString() : null;
        return type switch
        {
            "string" => new TypeSpec.Primitive(PrimitiveKind.String),
            "boolean" => new TypeSpec.Primitive(PrimitiveKind.Boolean),
            "integer" => new TypeSpec.Primitive(PrimitiveKind.Integer),
            "number" => new TypeSpec.Primitive(PrimitiveKind.Number),
            "array" when spec.TryGetProperty("items", out var items) => new TypeSpec.Array(Read(items, $"{where}/items")),
            "object" when spec.TryGetProperty("additionalProperties", out var values) =>
                new TypeSpec.Map(Read(values, $"{where}/additionalProperties")),
            // A map without a value type is one of strings, by the rules of the package schema.
            "object" => new TypeSpec.Map(new TypeSpec.Primitive(PrimitiveKind.String)),
            _ => throw new SchemaException($"{where}: '{type}' is no type of a package schema that the generator knows."),
        };
    }

    private static TypeSpec ReadReference(string reference, string where) => reference switch
    {
        "pulumi.json#/Any" or "pulumi.json#/Json" => new TypeSpec.Any(),
        "pulumi.json#/Asset" or "pulumi.json#/Archive" => new TypeSpec.Asset(),
        _ => Token.OfTypeReference(reference) is { } token
            ? new TypeSpec.Reference(token)
            : throw new SchemaException($"{where}: can't follow the reference '{reference}': only types of the same package."),
    };
}
