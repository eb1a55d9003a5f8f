using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>
/// Makes bodies as the cloud takes them from the flat values of a Pulumi program, guided by the schema of the type. What does not
/// fit the schema is carried over as it is, so that the validator sees it.
/// </summary>
internal sealed class ArmWriter
{
    private readonly List<string> _secrets = [];

    private ArmWriter()
    {
    }

    /// <summary>The body of a resource of azure-native, from those inputs that go into it.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="schema">The type.</param>
    public static ArmBody Write(PropertyMap inputs, ResourceSchema schema) =>
        Write(new PropertyMap(inputs.Where(input => schema.IsInBody(input.Key))), schema.Body);

    /// <summary>A body from inputs.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="schema">The schema of the body.</param>
    public static ArmBody Write(PropertyMap inputs, ObjectSchema schema)
    {
        var writer = new ArmWriter();
        return new ArmBody(writer.Object(inputs, schema, ""), writer._secrets);
    }

    private JsonObject Object(PropertyMap values, ObjectSchema schema, string pointer)
    {
        var json = new JsonObject();
        foreach (var (name, value) in values)
        {
            if (value is PropertyValue.NullValue || name.StartsWith("__", StringComparison.Ordinal)) continue;
            var property = schema.Find(name);
            var below = property?.InProperties ?? schema.IsFlattened;
            var armName = property?.ArmName ?? name;
            var holder = json;
            if (below)
            {
                if (json["properties"] is not JsonObject inner) json["properties"] = inner = new JsonObject();
                holder = inner;
            }

            var at = JsonPointer.Append(below ? $"{pointer}/properties" : pointer, armName);
            if (property?.Secret == true) _secrets.Add(at);
            holder[armName] = Value(value, property?.Type, at);
        }

        return json;
    }

    private JsonNode? Value(PropertyValue value, TypeSchema? type, string pointer)
    {
        switch (value)
        {
            case PropertyValue.Secret secret:
                _secrets.Add(pointer);
                return Value(secret.Value, type, pointer);
            case PropertyValue.Output output:
                if (output.IsSecret) _secrets.Add(pointer);
                return Value(output.Value ?? PropertyValue.Unknown, type, pointer);
            case PropertyValue.UnknownValue:
                return JsonValue.Create(BodyValidator.Unknown);
            case PropertyValue.Bool boolean:
                return JsonValue.Create(boolean.Value);
            case PropertyValue.Number number:
                return JsonNumbers.FromDouble(number.Value);
            case PropertyValue.Text text:
                return JsonValue.Create(text.Value);
            case PropertyValue.List ids when type is TypeSchema.IdentitySet:
                if (ids.ContainsSecrets) _secrets.Add(pointer);
                return Identities(ids);
            case PropertyValue.List list:
                return new JsonArray([.. list.Items.Select((item,
                    index) => Value(item, (type as TypeSchema.List)?.Items, $"{pointer}/{index}"))]);
            case PropertyValue.Obj known:
                return Members(known.Members, type, pointer);
            case PropertyValue.Asset asset:
                return new JsonObject { ["$asset"] = asset.Kind, ["content"] = asset.Content };
            case PropertyValue.Archive archive:
                return new JsonObject { ["$archive"] = archive.Kind, ["content"] = archive.Content };
            case PropertyValue.Reference reference:
                return JsonValue.Create(reference.Id is PropertyValue.Text id ? id.Value : reference.Urn);
            default:
                return null;
        }
    }

    private JsonObject Members(PropertyMap members, TypeSchema? type, string pointer)
    {
        var schema = type switch
        {
            TypeSchema.Object known => known.Schema,
            TypeSchema.OneOf union => Case(union, members),
            _ => null,
        };
        if (schema is not null) return Object(members, schema, pointer);
        var values = (type as TypeSchema.Map)?.Values;
        return new JsonObject(members.Select(member => KeyValuePair.Create(member.Key,
            Value(member.Value, values, JsonPointer.Append(pointer, member.Key)))));
    }

    /// <summary>
    /// A list of ids becomes an object with the ids as keys; one id that is not known yet makes the whole unknown.
    /// </summary>
    private static JsonNode? Identities(PropertyValue.List ids)
    {
        if (ids.ContainsUnknowns) return JsonValue.Create(BodyValidator.Unknown);
        var json = new JsonObject();
        foreach (var id in ids.Items.Select(id => id.WithoutSecretMark).OfType<PropertyValue.Text>())
            json[id.Value] = new JsonObject();
        return json;
    }

    private static ObjectSchema? Case(TypeSchema.OneOf union, PropertyMap members) =>
        members.TryGetValue(union.Discriminator, out var name) && name.WithoutSecretMark is PropertyValue.Text text
            ? union.Cases.GetValueOrDefault(text.Value) : null;
}
