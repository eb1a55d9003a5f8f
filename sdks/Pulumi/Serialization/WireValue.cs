using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>Making and recognizing the special values of the wire (protocol, section 6).</summary>
internal static class WireValue
{
    public static Value Unknown() => Value.ForString(WireConstants.UnknownValue);

    public static Value Null() => new() { NullValue = NullValue.NullValue };

    /// <summary>An unknown stays a plain unknown: its secret mark is lost (V8).</summary>
    public static Value Secret(Value value) =>
        IsUnknown(value) ? value : Special(WireConstants.SecretSignature, (WireConstants.Value, value));

    public static Value Special(string signature, params ReadOnlySpan<(string Key, Value Value)> members)
    {
        var special = new Struct { Fields = { [WireConstants.SignatureKey] = Value.ForString(signature) } };
        foreach (var (key, value) in members)
            special.Fields[key] = value;
        return Value.ForStruct(special);
    }

    public static bool IsUnknown(Value value) =>
        value.KindCase == Value.KindOneofCase.StringValue && value.StringValue == WireConstants.UnknownValue;

    public static bool IsNull(Value value) => value.KindCase is Value.KindOneofCase.NullValue or Value.KindOneofCase.None;

    /// <summary>The signature of a special value; null for an ordinary one.</summary>
    public static string? SignatureOf(Value value) =>
        value.KindCase == Value.KindOneofCase.StructValue
        && value.StructValue.Fields.TryGetValue(WireConstants.SignatureKey, out var signature)
        && signature.KindCase == Value.KindOneofCase.StringValue
            ? signature.StringValue
            : null;

    public static bool TryUnwrapSecret(Value value, out Value content)
    {
        var isSecret = SignatureOf(value) == WireConstants.SecretSignature;
        content = !isSecret ? value : value.StructValue.Fields.TryGetValue(WireConstants.Value, out var inner) ? inner : Null();
        return isSecret;
    }

    /// <summary>Whether a value holds an unknown or a secret, at any depth.</summary>
    public static (bool HasUnknown, bool HasSecret) Scan(Value value)
    {
        if (IsUnknown(value))
            return (true, false);
        if (value.KindCase == Value.KindOneofCase.ListValue)
            return ScanAll(value.ListValue.Values);
        if (value.KindCase != Value.KindOneofCase.StructValue)
            return (false, false);
        var (hasUnknown, hasSecret) = ScanAll(value.StructValue.Fields.Values);
        return (hasUnknown, hasSecret || SignatureOf(value) == WireConstants.SecretSignature);
    }

    private static (bool HasUnknown, bool HasSecret) ScanAll(IEnumerable<Value> values)
    {
        var (hasUnknown, hasSecret) = (false, false);
        foreach (var value in values)
        {
            var found = Scan(value);
            hasUnknown |= found.HasUnknown;
            hasSecret |= found.HasSecret;
        }
        return (hasUnknown, hasSecret);
    }
}
