using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>
/// Holds an ARM body against the schema of its type: unknown and missing properties, types, enum values, discriminators. Both
/// faces use it. It also cleans: nulls and read-only properties, which Azure ignores, are left out of what it returns.
/// </summary>
internal sealed class BodyValidator
{
    /// <summary>
    /// Stands for a value that is not known yet, in a preview; fits everywhere. The mark is the one of Pulumi's wire.
    /// </summary>
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private static readonly HashSet<string> ReadOnlyAtTheTop =
        new(StringComparer.OrdinalIgnoreCase) { "id", "name", "type", "systemData", "etag" };

    private readonly List<BodyError> _errors = [];
    private readonly UnknownMembers _unknown;

    private BodyValidator(UnknownMembers unknown) => _unknown = unknown;

    /// <summary>Checks the body of a resource.</summary>
    /// <param name="body">The body.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="unknown">What becomes of members that the schema lacks; null to refuse them.</param>
    /// <returns>The body as it counts, and what is wrong with it.</returns>
    public static (JsonObject Body, IReadOnlyList<BodyError> Errors) Check(JsonObject body, ObjectSchema schema,
        UnknownMembers? unknown = null)
    {
        var validator = new BodyValidator(unknown ?? UnknownMembers.Refused);
        return (validator.CheckObject(body, schema, "", "", isRoot: true), validator._errors);
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
                    Wrong(value, "Object", Join(path, key), property);
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
            else
            {
                CheckMember(key, value, result, schema, inProperties: false, path, property, isRoot);
            }
        }

        CheckRequired(schema, result, inner, innerUnknown, path, property);
        return result;
    }

    private void CheckMember(string key, JsonNode value, JsonObject result, ObjectSchema schema, bool inProperties, string path,
        string property, bool isRoot)
    {
        if (schema.FindArm(key, inProperties) is not { } member)
        {
            if (isRoot && ReadOnlyAtTheTop.Contains(key)) return;
            // What a GET answers may come back in a PUT: Azure ignores what is read-only.
            if (schema.Response?.FindArm(key, inProperties) is not null) return;
            var at = Join(path, key);
            if (_unknown.Keeps(at, value))
            {
                result[key] = value.DeepClone();
                return;
            }

            _errors.Add(new(
                "InvalidRequestContent",
                $"The request content was invalid and could not be deserialized: 'Could not find member '{key}' on object of "
                    + $"type '{schema.DisplayName}'. Path '{at}'.'.",
                at,
                Join(property, key)));
            return;
        }

        var (armPath, pulumiPath) = (Join(path, member.ArmName), Join(property, member.Name));
        if (member.Constant is { } constant && !IsUnknown(value)
            && !(value is JsonValue text && text.TryGetValue<string>(out var given)
                && given.Equals(constant, StringComparison.OrdinalIgnoreCase)))
        {
            NotAllowed(value, schema.DisplayName, [constant], armPath, pulumiPath);
            return;
        }

        if (CheckValue(value, member.Type, armPath, pulumiPath) is { } clean) result[member.ArmName] = clean;
    }

    private void CheckRequired(ObjectSchema schema, JsonObject result, JsonObject? inner, bool innerUnknown, string path,
        string property)
    {
        foreach (var member in schema.Properties.Where(member => member.Required && !member.HasDefault))
        {
            if (member.InProperties
                ? innerUnknown || inner?.ContainsKey(member.ArmName) == true : result.ContainsKey(member.ArmName)) continue;
            var at = Join(path, member.ArmPath);
            // A value of the wrong type is there: that mistake is told already.
            if (_errors.Any(error => error.Target == at || error.Target.StartsWith($"{at}.", StringComparison.Ordinal)
                || error.Target.StartsWith($"{at}[", StringComparison.Ordinal))) continue;
            var holder = at.Contains('.', StringComparison.Ordinal) ? at[..at.LastIndexOf('.')] : "";
            _errors.Add(new(
                "InvalidRequestContent",
                $"The request content was invalid and could not be deserialized: 'Required property '{member.ArmName}' not found "
                    + $"in JSON. Path '{holder}'.'.",
                at,
                Join(property, member.Name)));
        }
    }

    private JsonNode? CheckValue(JsonNode value, TypeSchema type, string path, string property)
    {
        if (IsUnknown(value)) return value.DeepClone();
        switch (type)
        {
            case TypeSchema.Primitive primitive:
                if (Fits(value, primitive.Kind)) return value.DeepClone();
                break;
            case TypeSchema.Choice choice:
                if (value.GetValueKind() != JsonValueKind.String) break;
                if (choice.Values.Any(allowed => allowed.Equals(value.GetValue<string>(), StringComparison.OrdinalIgnoreCase)))
                    return value.DeepClone();
                NotAllowed(value, choice.Name, choice.Values, path, property, choice.Remark);
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

        Wrong(value, type.DisplayName, path, property);
        return null;
    }

    private JsonNode? CheckItem(JsonNode? item, TypeSchema type, string path, string property)
    {
        if (item is not null) return CheckValue(item, type, path, property);
        Wrong(item, type.DisplayName, path, property);
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
        var armName = union.Cases.Values.First().Find(union.Discriminator)?.ArmName ?? union.Discriminator;
        var discriminator = json.FirstOrDefault(pair => pair.Key.Equals(armName, StringComparison.OrdinalIgnoreCase)).Value;
        if (IsUnknown(discriminator)) return json.DeepClone().AsObject();
        if (discriminator is not JsonValue value || !value.TryGetValue<string>(out var name))
        {
            _errors.Add(new(
                "InvalidRequestContent",
                $"The request content was invalid and could not be deserialized: 'Required property '{armName}' not found in "
                    + $"JSON. Path '{path}'. Allowed values: {Names(union.Cases.Keys)}.'.",
                Join(path, armName),
                Join(property, union.Discriminator)));
            return null;
        }

        if (union.Cases.TryGetValue(name, out var schema)) return CheckObject(json, schema, path, property);
        if (_unknown.Keeps(path, json)) return json.DeepClone().AsObject();
        NotAllowed(value, union.Discriminator, [.. union.Cases.Keys.Order(StringComparer.Ordinal)], Join(path, armName),
            Join(property, union.Discriminator));
        return null;
    }

    private static bool Fits(JsonNode value, PrimitiveKind kind) => (kind, value.GetValueKind()) switch
    {
        (PrimitiveKind.String, JsonValueKind.String) => true,
        (PrimitiveKind.Boolean, JsonValueKind.True or JsonValueKind.False) => true,
        (PrimitiveKind.Number, JsonValueKind.Number) => true,
        (PrimitiveKind.Integer, JsonValueKind.Number) => double.IsInteger(JsonNumbers.ToDouble(value)),
        _ => false,
    };

    private void Wrong(JsonNode? value, string type, string path, string property) => _errors.Add(new(
        "InvalidRequestContent",
        $"The request content was invalid and could not be deserialized: 'Error converting value {Shown(value)} to type "
            + $"'{type}'. Path '{path}'.'.",
        path,
        property));

    private void NotAllowed(JsonNode value, string type, IEnumerable<string> allowed, string path, string property,
        string? remark = null)
    {
        var why = $"Error converting value {Shown(value)} to type '{type}'. Path '{path}'. Allowed values: {Names(allowed)}.";
        _errors.Add(new(
            "InvalidRequestContent",
            $"The request content was invalid and could not be deserialized: '{why}'.{(remark is null ? "" : $" ({remark})")}",
            path,
            property));
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    /// <summary>The value as a message shows it: only its kind where it could be long or secret.</summary>
    private static string Shown(JsonNode? value) => value switch
    {
        null => "{null}",
        JsonArray => "[...]",
        JsonObject => "{...}",
        _ when value.ToJsonString() is { Length: <= 64 } text => text,
        _ => "of this length",
    };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
