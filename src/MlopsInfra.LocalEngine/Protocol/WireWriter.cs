using Google.Protobuf.WellKnownTypes;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Protocol;

/// <summary>Writes values as programs and engines expect them: secrets marked, unknowns as their sentinel text.</summary>
public static class WireWriter
{
    /// <summary>Writes an object.</summary>
    /// <param name="map">The object.</param>
    public static Struct WriteMap(PropertyMap map)
    {
        var message = new Struct();
        foreach (var (key, value) in map) message.Fields.Add(key, Write(value));
        return message;
    }

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    public static Value Write(PropertyValue value) => value switch
    {
        PropertyValue.NullValue => Value.ForNull(),
        PropertyValue.UnknownValue => Value.ForString(Signatures.Unknown),
        PropertyValue.Bool boolean => Value.ForBool(boolean.Value),
        PropertyValue.Number number => Value.ForNumber(number.Value),
        PropertyValue.Text text => Value.ForString(text.Value),
        PropertyValue.List list => WriteList(list),
        PropertyValue.Obj obj => Value.ForStruct(WriteMap(obj.Members)),
        // An unknown secret travels as a plain unknown, as the SDKs send it.
        PropertyValue.Secret { Value: PropertyValue.UnknownValue } => Value.ForString(Signatures.Unknown),
        PropertyValue.Secret secret => Special(Signatures.Secret, ("value", Write(secret.Value))),
        PropertyValue.Asset asset => Special(Signatures.Asset, (asset.Kind, Value.ForString(asset.Content))),
        PropertyValue.Archive { Kind: "assets" } archive =>
            Special(Signatures.Archive, ("assets", Value.ForStruct(WriteMap(archive.Entries)))),
        PropertyValue.Archive archive => Special(Signatures.Archive, (archive.Kind, Value.ForString(archive.Content))),
        PropertyValue.Reference { Id: null } reference => Special(Signatures.Reference, ("urn", Value.ForString(reference.Urn))),
        PropertyValue.Reference reference =>
            Special(Signatures.Reference, ("urn", Value.ForString(reference.Urn)), ("id", Write(reference.Id!))),
        PropertyValue.Output output => WriteOutput(output),
        _ => throw new InvalidOperationException($"No such kind of value: {value.GetType().Name}"),
    };

    private static Value WriteList(PropertyValue.List list)
    {
        var message = new ListValue();
        message.Values.Capacity = list.Items.Length;
        foreach (var item in list.Items) message.Values.Add(Write(item));
        return new Value { ListValue = message };
    }

    private static Value WriteOutput(PropertyValue.Output output)
    {
        var message = Special(Signatures.Output);
        var fields = message.StructValue.Fields;
        if (output.Value is not null) fields.Add("value", Write(output.Value));
        if (output.IsSecret) fields.Add("secret", Value.ForBool(true));
        if (!output.Dependencies.IsDefaultOrEmpty)
            fields.Add("dependencies", Value.ForList([.. output.Dependencies.Select(Value.ForString)]));
        return message;
    }

    private static Value Special(string signature, params ReadOnlySpan<(string Key, Value Value)> members)
    {
        var message = new Struct();
        message.Fields.Add(Signatures.Key, Value.ForString(signature));
        foreach (var (key, value) in members) message.Fields.Add(key, value);
        return Value.ForStruct(message);
    }
}
