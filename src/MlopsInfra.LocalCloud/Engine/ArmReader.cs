using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>
/// Reads the flat values of a Pulumi program from bodies of the cloud: the properties of the schema, and no others.
/// </summary>
internal sealed class ArmReader
{
    private readonly IReadOnlySet<string> _secrets;

    private ArmReader(IReadOnlySet<string>? secrets) => _secrets = secrets ?? new HashSet<string>();

    /// <summary>Outputs from a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="schema">What it is read as.</param>
    /// <param name="secrets">JSON pointers of values that are secret; null for none.</param>
    public static PropertyMap Read(JsonObject body, ObjectSchema schema, IReadOnlySet<string>? secrets = null) =>
        new ArmReader(secrets).Object(body, schema, "");

    /// <summary>Any JSON as a value, without a schema.</summary>
    public static PropertyValue FromJson(JsonNode? node) => new ArmReader(null).Json(node, "");

    private PropertyMap Object(JsonObject json, ObjectSchema schema, string pointer)
    {
        var members = new List<KeyValuePair<string, PropertyValue>>();
        foreach (var property in schema.Properties)
        {
            var holder = property.InProperties ? json["properties"] as JsonObject : json;
            if (holder?[property.ArmName] is not { } node) continue;
            var at = JsonPointer.Append(property.InProperties ? $"{pointer}/properties" : pointer, property.ArmName);
            var value = Value(node, property.Type, at);
            members.Add(KeyValuePair.Create(property.Name,
                property.Secret && value is not PropertyValue.Secret ? new PropertyValue.Secret(value) : value));
        }

        return new PropertyMap(members);
    }

    private PropertyValue Value(JsonNode node, TypeSchema type, string pointer)
    {
        PropertyValue? value = (type, node) switch
        {
            (TypeSchema.Object known, JsonObject json) => new PropertyValue.Obj(Object(json, known.Schema, pointer)),
            (TypeSchema.OneOf union, JsonObject json) when Case(union, json) is { } schema =>
                new PropertyValue.Obj(Object(json, schema, pointer)),
            (TypeSchema.List list, JsonArray items) => new PropertyValue.List(
                [.. items.Select((item, index) => item is null
                    ? PropertyValue.Null : Value(item, list.Items, $"{pointer}/{index}"))]),
            (TypeSchema.Map map, JsonObject entries) => new PropertyValue.Obj(new PropertyMap(entries
                .Where(entry => entry.Value is not null)
                .Select(entry => KeyValuePair.Create(entry.Key,
                    Value(entry.Value!, map.Values, JsonPointer.Append(pointer, entry.Key)))))),
            _ => null,
        };
        return value is null ? Json(node, pointer) : Marked(value, pointer);
    }

    private PropertyValue Json(JsonNode? node, string pointer)
    {
        PropertyValue value = node switch
        {
            null => PropertyValue.Null,
            JsonObject json => new PropertyValue.Obj(new PropertyMap(json.Select(pair => KeyValuePair.Create(pair.Key,
                Json(pair.Value, JsonPointer.Append(pointer, pair.Key)))))),
            JsonArray list => new PropertyValue.List([.. list.Select((item, index) => Json(item, $"{pointer}/{index}"))]),
            _ => node.GetValueKind() switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Number => JsonNumbers.ToDouble(node),
                _ => BodyValidator.IsUnknown(node) ? PropertyValue.Unknown : node.GetValue<string>(),
            },
        };
        return Marked(value, pointer);
    }

    private PropertyValue Marked(PropertyValue value, string pointer) =>
        _secrets.Contains(pointer) ? new PropertyValue.Secret(value) : value;

    private static ObjectSchema? Case(TypeSchema.OneOf union, JsonObject json)
    {
        var armName = union.Cases.Values.First().Find(union.Discriminator)?.ArmName ?? union.Discriminator;
        return json[armName] is JsonValue name && name.TryGetValue<string>(out var text)
            ? union.Cases.GetValueOrDefault(text) : null;
    }
}
