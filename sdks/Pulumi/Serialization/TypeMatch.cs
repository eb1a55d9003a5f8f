using System.Collections.Immutable;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>Which wire values fit which types: decides what a union holds (N9).</summary>
internal static class TypeMatch
{
    public static bool Fits(Value value, System.Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            type = underlying;
        if (type == typeof(object) || type == typeof(JsonElement))
            return true;
        if (EnumTypes.Find(type) is { } shape)
            type = shape.ValueType;
        if (WireValue.SignatureOf(value) is not null)
            return typeof(AssetOrArchive).IsAssignableFrom(type) || typeof(Resource).IsAssignableFrom(type);
        return value.KindCase switch
        {
            Value.KindOneofCase.StringValue => type == typeof(string),
            Value.KindOneofCase.BoolValue => type == typeof(bool),
            Value.KindOneofCase.NumberValue => type == typeof(int) || type == typeof(double) || type.IsEnum,
            Value.KindOneofCase.ListValue => IsGeneric(type, typeof(ImmutableArray<>)),
            Value.KindOneofCase.StructValue =>
                IsGeneric(type, typeof(ImmutableDictionary<,>)) || OutputTypeShape.Find(type) is not null,
            _ => false,
        };
    }

    public static string NameOf(System.Type type) => type.FullName ?? type.Name;

    public static string NameOf(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.StringValue => "System.String",
        Value.KindOneofCase.BoolValue => "System.Boolean",
        Value.KindOneofCase.NumberValue => "System.Double",
        Value.KindOneofCase.ListValue => "a list",
        Value.KindOneofCase.StructValue => "an object",
        _ => "nothing",
    };

    private static bool IsGeneric(System.Type type, System.Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
