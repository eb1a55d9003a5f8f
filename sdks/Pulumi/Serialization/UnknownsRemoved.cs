using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>A value without its unknowns: what a function's bare result shows as default (F3).</summary>
internal static class UnknownsRemoved
{
    public static Value From(Value value)
    {
        if (!WireValue.Scan(value).HasUnknown)
            return value;
        if (WireValue.IsUnknown(value))
            return WireValue.Null();
        if (value.KindCase == Value.KindOneofCase.ListValue)
            return Value.ForList([.. value.ListValue.Values.Select(From)]);
        var members = new Struct();
        foreach (var (key, member) in value.StructValue.Fields)
            members.Fields[key] = From(member);
        return Value.ForStruct(members);
    }
}
