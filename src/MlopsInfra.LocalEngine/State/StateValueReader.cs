using System.Text;
using System.Text.Json;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.State;

/// <summary>Reads values from the JSON of Pulumi's state.</summary>
/// <param name="secrets">Decrypts.</param>
/// <param name="tolerant">Whether a secret that can't be decrypted becomes an unknown secret instead of an error.</param>
internal sealed class StateValueReader(SecretManager secrets, bool tolerant)
{
    /// <summary>How many secrets could not be decrypted.</summary>
    public int UnreadableSecrets { get; private set; }

    /// <summary>Reads an object.</summary>
    public PropertyMap ReadMap(JsonElement element) =>
        new(element.EnumerateObject().Where(member => !tolerant || !IsBookkeeping(member.Name))
            .Select(member => KeyValuePair.Create(member.Name, Read(member.Value))));

    /// <summary>Reads a value.</summary>
    public PropertyValue Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => PropertyValue.Null,
        JsonValueKind.True => PropertyValue.True,
        JsonValueKind.False => PropertyValue.False,
        JsonValueKind.Number => new PropertyValue.Number(element.GetDouble()),
        JsonValueKind.String => ReadText(element.GetString()!),
        JsonValueKind.Array => new PropertyValue.List([.. element.EnumerateArray().Select(Read)]),
        _ => element.TryGetProperty(Signatures.Key, out var signature)
            ? ReadSpecial(element, signature.AsText("A signature")) : new PropertyValue.Obj(ReadMap(element)),
    };

    // Notes of Pulumi's engine on a provider, and of a bridged provider on a state: nothing is compared by them. Other names with
    // two underscores (__defaults) are a provider's own, and it needs them.
    private static bool IsBookkeeping(string name) => name is "__internal" or "__meta";

    private static PropertyValue ReadText(string text) =>
        Signatures.IsUnknown(text) ? PropertyValue.Unknown : new PropertyValue.Text(text);

    private PropertyValue ReadSpecial(JsonElement element, string signature) => signature switch
    {
        Signatures.Secret => ReadSecret(element),
        Signatures.Asset => ReadAsset(element),
        Signatures.Archive => ReadArchive(element),
        Signatures.Reference =>
            new PropertyValue.Reference(element.NeededText("urn"), element.TryGetProperty("id", out var id) ? Read(id) : null),
        Signatures.Output => ReadOutput(element),
        _ => throw new JsonShapeException(element, $"There is no special value with the signature '{signature}'."),
    };

    private PropertyValue.Secret ReadSecret(JsonElement element)
    {
        if (element.Member("plaintext") is { } plaintext)
            return new PropertyValue.Secret(Inner(plaintext, Encoding.UTF8.GetBytes(plaintext.AsText("'plaintext'"))));
        try
        {
            return new PropertyValue.Secret(Inner(element, secrets.Decrypt(element.NeededText("ciphertext"))));
        }
        catch (DeploymentException) when (tolerant)
        {
            UnreadableSecrets++;
            return new PropertyValue.Secret(PropertyValue.Unknown);
        }
    }

    // Of what is wrong in it nothing may be told but that.
    private PropertyValue Inner(JsonElement secret, byte[] json)
    {
        try
        {
            return StrictJson.Read(json, Read, StateFileFormat.MaxDepth);
        }
        catch (JsonException)
        {
            throw new JsonShapeException(secret, "What a secret holds is no JSON of a value.");
        }
    }

    private static PropertyValue.Asset ReadAsset(JsonElement element)
    {
        foreach (var kind in (ReadOnlySpan<string>)["text", "path", "uri"])
        {
            if (element.Text(kind) is { Length: > 0 } text) return new PropertyValue.Asset(kind, text);
        }

        return new PropertyValue.Asset("text", "");
    }

    private PropertyValue.Archive ReadArchive(JsonElement element)
    {
        if (element.Object("assets") is { } assets) return new PropertyValue.Archive("assets", "", ReadMap(assets));

        var kind = element.TryGetProperty("uri", out _) ? "uri" : "path";
        return new PropertyValue.Archive(kind, element.NeededText(kind), PropertyMap.Empty);
    }

    private PropertyValue.Output ReadOutput(JsonElement element)
    {
        var secret = element.Flag("secret");
        var value = element.TryGetProperty("value", out var inner) ? Read(inner) : null;
        return new PropertyValue.Output(secret ? value?.WithoutSecretMark : value, secret, [.. element.Texts("dependencies")]);
    }
}
