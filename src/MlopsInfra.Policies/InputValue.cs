using System.Globalization;
using System.Text.Json;

namespace MlopsInfra.Policies;

/// <summary>A value at a place in a resource's inputs.</summary>
/// <param name="Path">The place, with indexes, as in <c>agentPoolProfiles[0].osDiskType</c>.</param>
/// <param name="Value">The value; null where there is none.</param>
internal readonly record struct InputValue(string Path, JsonElement? Value)
{
    /// <summary>What stands for a value that is not known before the deployment.</summary>
    public const string UnknownMarker = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private const string SignatureKey = "4dabf18193072939515e22adb298388d";
    private const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";

    /// <summary>Nothing is there, or nothing in it.</summary>
    public bool IsMissing => Value is not { } value || value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
        || (value.ValueKind is JsonValueKind.String && value.GetString() is "")
        || (value.ValueKind is JsonValueKind.Array && value.GetArrayLength() == 0);

    /// <summary>The value comes with the deployment, or is a secret that can't be read here.</summary>
    public bool IsUnknown => Value is { } value
        && ((value.ValueKind is JsonValueKind.String && value.GetString() is UnknownMarker) || IsSecret(value));

    /// <summary>The value as a text: numbers and flags as in JSON; null where nothing is there.</summary>
    public string? Text => IsMissing ? null : Value!.Value.ValueKind switch
    {
        JsonValueKind.String => Value.Value.GetString(),
        JsonValueKind.Number => Value.Value.GetDouble().ToString(CultureInfo.InvariantCulture),
        _ => Value.Value.GetRawText(),
    };

    /// <summary>The elements of a list; a value that is no list is its own only element.</summary>
    public IEnumerable<string> Texts => Value is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Select(item => new InputValue("", item).Text).OfType<string>()
        : Text is { } text ? [text] : [];

    /// <summary>The value, taken out of Pulumi's wrapping of secrets where it is there in clear.</summary>
    public static JsonElement Unwrapped(JsonElement value)
    {
        if (!IsSecret(value)) return value;
        if (value.TryGetProperty("value", out var clear)) return clear;
        // The state keeps a secret's value as JSON in a text.
        return value.TryGetProperty("plaintext", out var text) && text.ValueKind is JsonValueKind.String
            ? Parsed(text, value) : value;
    }

    // What is no JSON is a secret that can't be read here.
    private static JsonElement Parsed(JsonElement text, JsonElement secret)
    {
        try
        {
            return JsonElement.Parse(text.GetString()!, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return secret;
        }
    }

    private static bool IsSecret(JsonElement value) => value.ValueKind is JsonValueKind.Object
        && value.TryGetProperty(SignatureKey, out var signature) && signature.ValueEquals(SecretSignature);
}
