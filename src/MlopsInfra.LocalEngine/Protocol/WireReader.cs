using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Protocol;

/// <summary>Reads values as programs and engines send them.</summary>
public static class WireReader
{
    /// <summary>Reads an object; an absent one is empty.</summary>
    /// <param name="message">The object; may be null.</param>
    /// <exception cref="DeploymentException">Something that is no value: an unknown signature, a number that JSON can't
    /// hold.</exception>
    public static PropertyMap ReadMap(Struct? message)
    {
        if (message is null || message.Fields.Count == 0) return PropertyMap.Empty;
        var members = new KeyValuePair<string, PropertyValue>[message.Fields.Count];
        var index = 0;
        foreach (var (key, value) in message.Fields) members[index++] = KeyValuePair.Create(key, Read(value));
        return new PropertyMap(members);
    }

    /// <summary>Reads a value.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="DeploymentException">Something that is no value.</exception>
    public static PropertyValue Read(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.BoolValue => value.BoolValue,
        Value.KindOneofCase.NumberValue => double.IsFinite(value.NumberValue)
            ? value.NumberValue
            : throw Invalid($"The number {value.NumberValue} can't be stored: neither JSON nor any cloud has it."),
        Value.KindOneofCase.StringValue => Signatures.IsUnknown(value.StringValue) ? PropertyValue.Unknown : value.StringValue,
        Value.KindOneofCase.ListValue => new PropertyValue.List([.. value.ListValue.Values.Select(Read)]),
        Value.KindOneofCase.StructValue => value.StructValue.Fields.TryGetValue(Signatures.Key, out var signature)
            ? ReadSpecial(value.StructValue, signature.StringValue)
            : new PropertyValue.Obj(ReadMap(value.StructValue)),
        _ => PropertyValue.Null,
    };

    private static PropertyValue ReadSpecial(Struct message, string signature) => signature switch
    {
        Signatures.Secret => new PropertyValue.Secret(Member(message, "value").WithoutSecretMark),
        Signatures.Asset => ReadAsset(message),
        Signatures.Archive => ReadArchive(message),
        Signatures.Reference => ReadReference(message),
        Signatures.Output => ReadOutput(message),
        _ => throw Invalid($"A special value with the signature '{signature}', which this engine does not know."),
    };

    private static PropertyValue Member(Struct message, string name) =>
        message.Fields.TryGetValue(name, out var value) ? Read(value) : PropertyValue.Null;

    private static string? Text(Struct message, string name) =>
        message.Fields.TryGetValue(name, out var value) && value.KindCase == Value.KindOneofCase.StringValue
            ? value.StringValue : null;

    private static PropertyValue.Asset ReadAsset(Struct message)
    {
        foreach (var kind in (ReadOnlySpan<string>)["path", "uri", "text"])
        {
            if (Text(message, kind) is { Length: > 0 } content) return new PropertyValue.Asset(kind, content);
        }

        return new PropertyValue.Asset("text", "");
    }

    private static PropertyValue.Archive ReadArchive(Struct message)
    {
        if (message.Fields.TryGetValue("assets", out var assets) && assets.KindCase == Value.KindOneofCase.StructValue)
        {
            return new PropertyValue.Archive("assets", "", ReadMap(assets.StructValue));
        }

        return Text(message, "uri") is { } uri
            ? new PropertyValue.Archive("uri", uri, PropertyMap.Empty)
            : new PropertyValue.Archive("path", Text(message, "path") ?? "", PropertyMap.Empty);
    }

    private static PropertyValue.Reference ReadReference(Struct message)
    {
        var urn = Text(message, "urn") ?? throw Invalid("A reference to a resource without its URN.");
        if (!message.Fields.TryGetValue("id", out var id)) return new PropertyValue.Reference(urn, null);
        // A custom resource that does not exist yet has an empty id.
        return new PropertyValue.Reference(urn,
            Read(id) is PropertyValue.Text { Value.Length: > 0 } known ? known : PropertyValue.Unknown);
    }

    private static PropertyValue.Output ReadOutput(Struct message)
    {
        var value = message.Fields.TryGetValue("value", out var inner) ? Read(inner) : null;
        var secret = message.Fields.TryGetValue("secret", out var flag) && flag.BoolValue;
        ImmutableArray<string> dependencies = message.Fields.TryGetValue("dependencies", out var urns)
            ? [.. urns.ListValue.Values.Select(urn => urn.StringValue)]
            : [];
        return new PropertyValue.Output(value, secret, dependencies);
    }

    private static DeploymentException Invalid(string message) => new(DeploymentErrorCodes.InvalidInputs, message);
}
