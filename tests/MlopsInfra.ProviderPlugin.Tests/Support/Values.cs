using Google.Protobuf.WellKnownTypes;
using MlopsInfra.LocalEngine.Protocol;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.ProviderPlugin.Tests.Support;

/// <summary>Short ways to write and read values of the wire.</summary>
internal static class Values
{
    /// <summary>What marks a special value.</summary>
    public const string SignatureKey = "4dabf18193072939515e22adb298388d";

    /// <summary>The signature of a secret.</summary>
    public const string Secret = "1b47061264138c4ac30d75fd1eb44270";

    /// <summary>A value that is not known yet.</summary>
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>An object.</summary>
    public static Struct Of(params (string Key, Value Value)[] members)
    {
        var message = new Struct();
        foreach (var (key, value) in members) message.Fields[key] = value;
        return message;
    }

    /// <summary>A text.</summary>
    public static Value Text(string text) => Value.ForString(text);

    /// <summary>A secret, as an engine sends it.</summary>
    public static Value SecretOf(string text) => Value.ForStruct(Of((SignatureKey, Text(Secret)), ("value", Text(text))));

    /// <summary>An object of the engine's values, for messages that are long.</summary>
    public static Struct Of(PropertyMap map) => WireWriter.WriteMap(map);

    /// <summary>Whether a value is marked as a secret.</summary>
    public static bool IsSecret(Value value) =>
        value.KindCase == Value.KindOneofCase.StructValue && value.StructValue.Fields.TryGetValue(SignatureKey, out var signature)
            && signature.StringValue == Secret;

    /// <summary>A URN of a stack.</summary>
    public static string Urn(string type, string name) => $"urn:pulumi:dev::mlops-infra::{type}::{name}";
}
