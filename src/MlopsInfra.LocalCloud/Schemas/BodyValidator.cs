using System.Text.Json;
using System.Text.Json.Nodes;
using static MlopsInfra.LocalCloud.Schemas.BodyErrors;

namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>
/// Holds an ARM body against the schema of its type: unknown and missing properties, types, enum values, discriminators. Both
/// faces use it. It also cleans: nulls and read-only properties, which Azure ignores, are left out of what it returns.
/// </summary>
internal sealed class BodyValidator
{
    /// <summary>Stands for a value that is not known yet, in a preview, as on Pulumi's wire; fits everywhere.</summary>
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private static readonly string[] ReadOnlyAtTheTop = ["id", "name", "type", "systemData", "etag"];

    private readonly UnknownMembers _unknown;
    private readonly BodyErrors _errors;
    private readonly bool _readsLoosely;

    private BodyValidator(UnknownMembers unknown, string invalidValue, bool readsLoosely) =>
        (_unknown, _errors, _readsLoosely) = (unknown, new BodyErrors(invalidValue), readsLoosely);

    /// <summary>Checks the body of a resource.</summary>
    /// <param name="body">The body.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="unknown">What becomes of members that the schema lacks; null to refuse them.</param>
    /// <param name="invalidValue">The type's code of a value that is too long, too large, or of another form.</param>
    /// <param name="readsLoosely">Whether the type takes numbers and booleans where a text belongs, and the reverse.</param>
    /// <returns>The body as it counts, and what is wrong with it.</returns>
    public static (JsonObject Body, IReadOnlyList<BodyError> Errors) Check(JsonObject body, ObjectSchema schema,
        UnknownMembers? unknown = null, string invalidValue = "InvalidParameter", bool readsLoosely = false)
    {
        var check = new BodyValidator(unknown ?? UnknownMembers.Refused, invalidValue, readsLoosely);
        return (check.CheckObject(body, schema, "", "", isRoot: true), check._errors.Found);
    }

    /// <summary>Whether a value is the mark of one that is not known yet.</summary>
    public static bool IsUnknown(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text == Unknown;

    private JsonObject CheckObject(JsonObject json, ObjectSchema schema, string path, string property, bool isRoot = false)
    {
        var result = new JsonObject();
        JsonObject? inner = null;
        var innerUnknown = false;
        foreach (var (key, value) in json)
        {
            if (value is null) continue;
            // Also where a request can say nothing there, since what is read-only may stand there.
            if ((schema.IsFlattened
                || (isRoot && schema.Response is { IsFlattened: true } && schema.FindArm(key, inProperties: false) is null))
                && key.Equals("properties", StringComparison.OrdinalIgnoreCase))
            {
                innerUnknown = IsUnknown(value);
                if (innerUnknown) continue;
                if (value is not JsonObject properties)
                {
                    _errors.Wrong(value, "Object", Join(path, key), property);
                    continue;
                }

                inner = new JsonObject();
                if (schema.IsFlattened) result["properties"] = inner;
                foreach (var (innerKey, innerValue) in properties)
                {
                    if (innerValue is not null)
                        CheckMember(innerKey, innerValue, inner, schema, inProperties: true, $"{Join(path, "properties")}",
                            property, false);
                }
            }
            else CheckMember(key, value, result, schema, inProperties: false, path, property, isRoot);
        }

        CheckRequired(schema, result, inner, innerUnknown, path, property);
        return result;
    }

    private void CheckMember(string key, JsonNode value, JsonObject result, ObjectSchema schema, bool inProperties, string path,
        string property, bool isRoot)
    {
        if (schema.FindArm(key, inProperties) is not { } member)
        {
            if (isRoot && ReadOnlyAtTheTop.Contains(key, StringComparer.OrdinalIgnoreCase)) return;
            var at = Join(path, key);
            // What a GET answers may come back in a PUT: Azure ignores what is read-only.
            if (schema.Response?.FindArm(key, inProperties) is not null || _unknown.Ignores(at, value)) return;
            if (_unknown.Keeps(at, value))
            {
                result[key] = value.DeepClone();
                return;
            }

            _errors.NoMember(key, schema.DisplayName, at, Join(property, key));
            return;
        }

        var (armPath, pulumiPath) = (Join(path, member.ArmName), Join(property, member.Name));
        if (member.Constant is { } constant && !IsUnknown(value) && !TypeSchema.Choice.IsOneOf([constant], value))
        {
            _errors.NotAllowed(value, schema.DisplayName, [constant], armPath, pulumiPath);
            return;
        }

        if (CheckValue(value, member.Type, armPath, pulumiPath) is not { } clean) return;
        result[member.ArmName] = clean;
        _errors.Limits(schema.Name, member.ArmPath, clean, armPath, pulumiPath);
    }

    private void CheckRequired(ObjectSchema schema, JsonObject result, JsonObject? inner, bool innerUnknown, string path,
        string property)
    {
        foreach (var member in schema.Properties.Where(member => member.Required && !member.HasDefault))
        {
            if (member.InProperties
                ? innerUnknown || inner?.ContainsKey(member.ArmName) == true : result.ContainsKey(member.ArmName)) continue;
            _errors.Missing(member.ArmName, Join(path, member.ArmPath), Join(property, member.Name));
        }
    }

    private JsonNode? CheckValue(JsonNode value, TypeSchema type, string path, string property)
    {
        if (IsUnknown(value)) return value.DeepClone();
        switch (type)
        {
            case TypeSchema.Primitive primitive:
                if (primitive.Read(value, _readsLoosely) is { } read) return read;
                break;
            case TypeSchema.Choice choice:
                if (value.GetValueKind() != JsonValueKind.String) break;
                if (TypeSchema.Choice.IsOneOf(choice.Values, value)) return value.DeepClone();
                // An empty text is no value: clients that write every member of a model send it.
                if (value.GetValue<string>().Length > 0)
                    _errors.NotAllowed(value, choice.Name, choice.Values, path, property, choice.Remark);
                return null;
            case TypeSchema.List list:
                if (value is JsonArray items)
                    return new JsonArray([.. items.Select((item,
                        index) => CheckItem(item, list.Items, $"{path}[{index}]", $"{property}[{index}]"))]);
                break;
            case TypeSchema.Map map:
                if (value is JsonObject entries) return CheckMap(entries, map.Values, path, property);
                break;
            case TypeSchema.IdentitySet:
                if (value is JsonObject identities)
                    return new JsonObject(identities.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)new JsonObject())));
                break;
            case TypeSchema.Object known:
                if (value is JsonObject json) return CheckObject(json, known.Schema, path, property);
                break;
            case TypeSchema.OneOf union:
                if (value is JsonObject variant) return CheckUnion(variant, union, path, property);
                break;
            default:
                return value.DeepClone();
        }

        _errors.Wrong(value, type.DisplayName, path, property);
        return null;
    }

    private JsonNode? CheckItem(JsonNode? item, TypeSchema type, string path, string property)
    {
        if (item is not null) return CheckValue(item, type, path, property);
        _errors.Wrong(item, type.DisplayName, path, property);
        return null;
    }

    private JsonObject CheckMap(JsonObject entries, TypeSchema values, string path, string property)
    {
        var result = new JsonObject();
        foreach (var (key, value) in entries)
        {
            if (value is not null && CheckValue(value, values, Join(path, key), Join(property, key)) is { } clean)
                result[key] = clean;
        }

        return result;
    }

    private JsonObject? CheckUnion(JsonObject json, TypeSchema.OneOf union, string path, string property)
    {
        var armName = union.ArmDiscriminator;
        var discriminator = json.FirstOrDefault(pair => pair.Key.Equals(armName, StringComparison.OrdinalIgnoreCase)).Value;
        if (IsUnknown(discriminator)) return json.DeepClone().AsObject();
        if (discriminator is not JsonValue value || !value.TryGetValue<string>(out var name))
        {
            _errors.MissingCase(armName, path, property, union.Discriminator, union.Cases.Keys);
            return null;
        }

        if (union.Cases.TryGetValue(name, out var schema)) return CheckObject(json, schema, path, property);
        if (_unknown.Keeps(path, json)) return json.DeepClone().AsObject();
        _errors.NotAllowed(value, union.Discriminator, [.. union.Cases.Keys.Order(StringComparer.Ordinal)], Join(path, armName),
            Join(property, union.Discriminator));
        return null;
    }
}
