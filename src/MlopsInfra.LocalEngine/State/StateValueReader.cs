using System.Collections.Immutable;
using System.Text.Json;
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
            ? ReadSpecial(element, signature.GetString()) : new PropertyValue.Obj(ReadMap(element)),
    };

    // Notes of Pulumi's engine on a provider, and of a bridged provider on a state: nothing is compared by them. Other names with
    // two underscores (__defaults) are a provider's own, and it needs them.
    private static bool IsBookkeeping(string name) => name is "__internal" or "__meta";

    private static PropertyValue ReadText(string text) =>
        Signatures.IsUnknown(text) ? PropertyValue.Unknown : new PropertyValue.Text(text);

    private PropertyValue ReadSpecial(JsonElement element, string? signature) => signature switch
    {
        Signatures.Secret => ReadSecret(element),
        Signatures.Asset => ReadAsset(element),
        Signatures.Archive => ReadArchive(element),
        Signatures.Reference =>
            new PropertyValue.Reference(Text(element, "urn"), element.TryGetProperty("id", out var id) ? Read(id) : null),
        Signatures.Output => ReadOutput(element),
        _ => throw new JsonException($"There is no special value with the signature '{signature}'."),
    };

    private PropertyValue.Secret ReadSecret(JsonElement element)
    {
        if (element.TryGetProperty("plaintext", out var plaintext))
            return new PropertyValue.Secret(Parse(plaintext.GetString()!));
        try
        {
            using var document = JsonDocument.Parse(secrets.Decrypt(Text(element, "ciphertext")), StateFileFormat.ReaderOptions);
            return new PropertyValue.Secret(Read(document.RootElement));
        }
        catch (DeploymentException) when (tolerant)
        {
            UnreadableSecrets++;
            return new PropertyValue.Secret(PropertyValue.Unknown);
        }
    }

    private PropertyValue Parse(string json)
    {
        using var document = JsonDocument.Parse(json, StateFileFormat.ReaderOptions);
        return Read(document.RootElement);
    }

    private static PropertyValue.Asset ReadAsset(JsonElement element)
    {
        foreach (var kind in (ReadOnlySpan<string>)["text", "path", "uri"])
        {
            if (element.TryGetProperty(kind, out var content) && content.GetString() is { Length: > 0 } text)
                return new PropertyValue.Asset(kind, text);
        }

        return new PropertyValue.Asset("text", "");
    }

    private PropertyValue.Archive ReadArchive(JsonElement element)
    {
        if (element.TryGetProperty("assets", out var assets) && assets.ValueKind == JsonValueKind.Object)
        {
            return new PropertyValue.Archive("assets", "", ReadMap(assets));
        }

        var kind = element.TryGetProperty("uri", out _) ? "uri" : "path";
        return new PropertyValue.Archive(kind, Text(element, kind), PropertyMap.Empty);
    }

    private PropertyValue.Output ReadOutput(JsonElement element)
    {
        var secret = element.TryGetProperty("secret", out var flag) && flag.GetBoolean();
        ImmutableArray<string> dependencies = element.TryGetProperty("dependencies", out var urns)
            ? [.. urns.EnumerateArray().Select(urn => urn.GetString()!)] : [];
        var value = element.TryGetProperty("value", out var inner) ? Read(inner) : null;
        return new PropertyValue.Output(secret ? value?.WithoutSecretMark : value, secret, dependencies);
    }

    private static string Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var text) && text.GetString() is { } content
            ? content : throw new JsonException($"'{member}' is missing.");
}
