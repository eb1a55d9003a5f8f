using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>Between JSON and wire values.</summary>
internal static class JsonWire
{
    /// <summary>Null members of JSON stay, unlike those of maps and args (I14).</summary>
    public static Value Write(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return Value.ForString(json.GetString());
            case JsonValueKind.Number:
                return Value.ForNumber(json.GetDouble());
            case JsonValueKind.True:
            case JsonValueKind.False:
                return Value.ForBool(json.GetBoolean());
            case JsonValueKind.Null:
                return WireValue.Null();
            case JsonValueKind.Array:
                return Value.ForList([.. json.EnumerateArray().Select(Write)]);
            case JsonValueKind.Object:
                var members = new Struct();
                foreach (var member in json.EnumerateObject())
                    members.Fields[member.Name] = Write(member.Value);
                return Value.ForStruct(members);
            default:
                throw new InvalidOperationException("A JsonElement without a value (default) can't be an input.");
        }
    }

    public static JsonElement Read(Value value)
    {
        using var document = JsonDocument.Parse(JsonFormatter.Default.Format(Plain(value)));
        return document.RootElement.Clone();
    }

    /// <summary>
    /// The text of an input marked as JSON: protobuf's own JSON format, with the keys in the culture's order (I22, protocol
    /// V17): _ a A b Z, and A Z _ a b where the process knows the invariant culture only.
    /// </summary>
    public static string ToText(Value value) => JsonFormatter.Default.Format(Sorted(value));

    private static Value Sorted(Value value)
    {
        if (value.KindCase == Value.KindOneofCase.ListValue)
            return Value.ForList([.. value.ListValue.Values.Select(Sorted)]);
        if (value.KindCase != Value.KindOneofCase.StructValue)
            return value;
        var members = new Struct();
        foreach (var (key, member) in value.StructValue.Fields.OrderBy(pair => pair.Key, StringComparer.CurrentCulture))
            members.Fields[key] = Sorted(member);
        return Value.ForStruct(members);
    }

    /// <summary>Without the marks of secrets.</summary>
    private static Value Plain(Value value)
    {
        WireValue.TryUnwrapSecret(value, out var content);
        if (content.KindCase == Value.KindOneofCase.ListValue)
            return Value.ForList([.. content.ListValue.Values.Select(Plain)]);
        if (content.KindCase != Value.KindOneofCase.StructValue)
            return content;
        var members = new Struct();
        foreach (var (key, member) in content.StructValue.Fields)
            members.Fields[key] = Plain(member);
        return Value.ForStruct(members);
    }
}
