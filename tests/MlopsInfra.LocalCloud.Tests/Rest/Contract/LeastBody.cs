using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Tests.Rest.Contract;

/// <summary>The body of a resource with nothing but what its schema asks for.</summary>
internal static class LeastBody
{
    /// <param name="schema">The resource's type.</param>
    public static JsonObject Of(ResourceSchema schema)
    {
        var body = Of(schema.Body);
        if (schema.HasLocation) body["location"] = "westeurope";
        return body;
    }

    private static JsonObject Of(ObjectSchema schema)
    {
        var json = new JsonObject();
        if (schema.IsFlattened) json["properties"] = new JsonObject();
        foreach (var property in schema.Properties.Where(property => property.Required))
            Set(json, property, property switch
            {
                { Constant: { } constant } => constant,
                { ArmName: "tenantId" } => TestCloud.Tenant,
                _ => Of(property.Type),
            });
        return json;
    }

    // Names may have dots in them, as odata.type.
    private static void Set(JsonObject json, PropertySchema property, JsonNode value)
    {
        var holder = property.InProperties ? json["properties"]!.AsObject() : json;
        holder[property.ArmName] = value;
    }

    private static JsonObject Of(TypeSchema.OneOf union)
    {
        var (name, schema) = union.Cases.OrderBy(pair => pair.Key, StringComparer.Ordinal).First();
        var json = Of(schema);
        json[union.ArmDiscriminator] = name;
        return json;
    }

    private static JsonNode Of(TypeSchema type) => type switch
    {
        TypeSchema.Primitive { Kind: PrimitiveKind.Boolean } => false,
        TypeSchema.Primitive { Kind: PrimitiveKind.Integer or PrimitiveKind.Number } => 1,
        TypeSchema.Choice choice => choice.Values[0],
        TypeSchema.List list => new JsonArray(Of(list.Items)),
        TypeSchema.Map or TypeSchema.IdentitySet => new JsonObject(),
        TypeSchema.Object known => Of(known.Schema),
        TypeSchema.OneOf union => Of(union),
        _ => "text",
    };
}
