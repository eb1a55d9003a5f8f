using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>
/// Reads wire values as the types of outputs. A value of the wrong type is no error: it becomes the type's default, and the
/// engine gets a warning (N6, protocol R7). Marks of secrets are dropped on the way: they count for the whole output.
/// </summary>
internal sealed class ValueReader(Action<string> warn)
{
    private delegate object? Read(ValueReader reader, Value value, string label);

    private static readonly ConcurrentDictionary<System.Type, Read> Readers = new();

    public object? ReadAs(Value value, System.Type type, string label)
    {
        WireValue.TryUnwrapSecret(value, out var content);
        if (WireValue.IsNull(content))
            return type.IsValueType ? Defaults.Of(type) : null;
        return Readers.GetOrAdd(type, static key => Find(key))(this, content, label);
    }

    private static Read Find(System.Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return (reader, value, label) => reader.ReadAs(value, underlying, label);
        if (type == typeof(object))
            return (_, value, _) => PlainValues.Read(value);
        if (type == typeof(JsonElement))
            return (_, value, _) => JsonWire.Read(value);
        if (typeof(AssetOrArchive).IsAssignableFrom(type) || typeof(Resource).IsAssignableFrom(type))
            return (reader, value, label) => reader.Checked(SpecialValues.Read(value), type, value, label);
        if (type.IsGenericType && FindGeneric(type) is { } generic)
            return generic;
        if (EnumTypes.Find(type) is { } shape)
            return (reader, value, label) =>
                reader.ReadScalar(value, shape.ValueType, label) is { } content ? shape.Create(content) : Defaults.Of(type);
        if (type.IsEnum)
            return (reader, value, label) => System.Enum.ToObject(type, (int)reader.ReadScalar(value, typeof(int), label)!);
        if (OutputTypeShape.Find(type) is { } output)
            return (reader, value, label) => reader.ReadOutputType(value, type, output, label);
        return (reader, value, label) => reader.ReadScalar(value, type, label);
    }

    private static Read? FindGeneric(System.Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GetGenericArguments();
        if (definition == typeof(ImmutableArray<>))
        {
            var list = CollectionFactory.List(arguments[0]);
            return (reader, value, label) => reader.ReadList(value, type, arguments[0], list, label);
        }
        if (definition == typeof(ImmutableDictionary<,>))
        {
            var map = CollectionFactory.Map(arguments[1]);
            return (reader, value, label) => reader.ReadMap(value, type, arguments[1], map, label);
        }
        if (definition != typeof(Union<,>))
            return null;
        var union = CollectionFactory.Union(arguments[0], arguments[1]);
        return (reader, value, label) =>
            TypeMatch.Fits(value, arguments[0]) ? union(false, reader.ReadAs(value, arguments[0], label))
            : TypeMatch.Fits(value, arguments[1]) ? union(true, reader.ReadAs(value, arguments[1], label))
            : reader.Mismatch(value, type, label);
    }

    private object? ReadList(Value value, System.Type type, System.Type element, CollectionFactory.MakeList make, string label)
    {
        if (value.KindCase != Value.KindOneofCase.ListValue)
            return Mismatch(value, type, label);
        var source = value.ListValue.Values;
        var elements = new object?[source.Count];
        for (var index = 0; index < elements.Length; index++)
            elements[index] = ReadAs(source[index], element, $"{label}[{index}]");
        return make(elements);
    }

    /// <summary>Keys that begin with __ belong to the SDKs and providers, not to the program (N11).</summary>
    private object? ReadMap(Value value, System.Type type, System.Type element, CollectionFactory.MakeMap make, string label) =>
        value.KindCase != Value.KindOneofCase.StructValue
            ? Mismatch(value, type, label)
            : make([.. value.StructValue.Fields
                .Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal) && !WireValue.IsNull(field.Value))
                .Select(field => KeyValuePair.Create(field.Key, ReadAs(field.Value, element, $"{label}.{field.Key}")))]);

    private object? ReadOutputType(Value value, System.Type type, OutputTypeShape shape, string label)
    {
        if (value.KindCase != Value.KindOneofCase.StructValue)
            return Mismatch(value, type, label);
        var fields = value.StructValue.Fields;
        var arguments = new object?[shape.Parameters.Count];
        for (var index = 0; index < arguments.Length; index++)
        {
            var (name, parameter) = shape.Parameters[index];
            arguments[index] =
                ReadAs(fields.TryGetValue(name, out var field) ? field : WireValue.Null(), parameter, $"{label}.{name}");
        }
        return shape.Create(arguments);
    }

    private object? ReadScalar(Value value, System.Type type, string label) => value.KindCase switch
    {
        Value.KindOneofCase.StringValue when type == typeof(string) => value.StringValue,
        Value.KindOneofCase.BoolValue when type == typeof(bool) => value.BoolValue,
        Value.KindOneofCase.NumberValue when type == typeof(double) => value.NumberValue,
        Value.KindOneofCase.NumberValue when type == typeof(int) => Truncate(value.NumberValue),
        _ => Mismatch(value, type, label),
    };

    /// <summary>A fraction is cut, what is too large becomes the largest, NaN becomes 0 (N7).</summary>
    private static int Truncate(double number) =>
        double.IsNaN(number) ? 0 : number >= int.MaxValue ? int.MaxValue : number <= int.MinValue ? int.MinValue : (int)number;

    private object? Checked(object? special, System.Type type, Value value, string label) =>
        type.IsInstanceOfType(special) ? special : Mismatch(value, type, label);

    private object? Mismatch(Value value, System.Type type, string label)
    {
        warn($"Expected {TypeMatch.NameOf(type)} but got {TypeMatch.NameOf(value)} deserializing {label}");
        return type.IsValueType ? Defaults.Of(type) : null;
    }
}
