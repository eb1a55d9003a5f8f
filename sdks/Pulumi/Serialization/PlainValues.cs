using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>
/// Wire values without a type to read them as: double, string, bool, immutable lists and dictionaries, assets, resources
/// (I5, N11). Marks of secrets are dropped, and so are members whose key begins with __ (I18). Null members stay.
/// </summary>
internal static class PlainValues
{
    public static object? Read(Value value)
    {
        WireValue.TryUnwrapSecret(value, out var content);
        return content.KindCase switch
        {
            Value.KindOneofCase.StringValue => content.StringValue,
            Value.KindOneofCase.BoolValue => content.BoolValue,
            Value.KindOneofCase.NumberValue => content.NumberValue,
            Value.KindOneofCase.ListValue => content.ListValue.Values
                .Select(element => Read(element)!).ToImmutableArray(),
            Value.KindOneofCase.StructValue => ReadStruct(content),
            _ => null,
        };
    }

    private static object? ReadStruct(Value value)
    {
        if (WireValue.SignatureOf(value) is not null && SpecialValues.Read(value) is { } special)
            return special;
        var members = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (key, member) in value.StructValue.Fields)
        {
            if (key.StartsWith("__", StringComparison.Ordinal))
                continue;
            var content = Read(member);
            if (content is not null || WireValue.IsNull(member))
                members[key] = content!;
        }
        return members.ToImmutable();
    }
}
