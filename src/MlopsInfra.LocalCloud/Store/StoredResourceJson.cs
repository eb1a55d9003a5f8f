using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Store;

/// <summary>A resource as one line of JSON, its secrets encrypted.</summary>
internal static class StoredResourceJson
{
    private const string SecretKey = "$secret";

    /// <summary>As deep as the writer goes: what a client may send is deeper as a part of a line.</summary>
    private const int MaxDepth = 1000;

    /// <summary>Reads JSON as deep as it can be written.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> json) => StrictJson.Parse(json, MaxDepth);

    public static JsonObject Write(StoredResource resource, SecretBox box)
    {
        var line = new JsonObject
        {
            ["put"] = resource.Key,
            ["type"] = resource.Type.ToString(),
            ["created"] = resource.CreatedOn.ToString("O"),
            ["changed"] = resource.ChangedOn.ToString("O"),
            ["secrets"] =
                resource.Secrets.IsEmpty ? null : new JsonArray([.. resource.Secrets.Select(pointer => (JsonNode)pointer)]),
            ["body"] = Encrypted(resource.Body, resource.Secrets, 'b', box),
            ["computed"] = Encrypted(resource.Computed, resource.Secrets, 'c', box),
        };
        if (resource.RequestId is { } request) line["request"] = request;
        return line;
    }

    /// <summary>Reads a resource.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    /// <exception cref="FormatException">What is encrypted is no such text.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It can't be decrypted.</exception>
    public static StoredResource Read(JsonObject line, SecretBox box)
    {
        var secrets = Secrets(line);
        var body = Take(line, "body");
        var computed = Take(line, "computed");
        foreach (var pointer in secrets)
        {
            var root = pointer[0] == 'b' ? body : computed;
            JsonPointer.Replace(root, pointer[1..], node => Decrypted(node, pointer, box));
        }

        return new StoredResource(Text(line, "put"), Text(line, "type"), body, computed, Time(line, "created"),
            Time(line, "changed"), secrets) { RequestId = line.ContainsKey("request") ? Text(line, "request") : null };
    }

    /// <summary>A member that is text and has to be there.</summary>
    /// <exception cref="JsonException">It is missing, or something else.</exception>
    public static string Text(JsonObject line, string name) =>
        line[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0
            ? text : throw new JsonException($"'{name}' is missing, or no text.");

    private static ImmutableArray<string> Secrets(JsonObject line)
    {
        if (line["secrets"] is not { } list) return [];
        if (list is not JsonArray pointers) throw new JsonException("'secrets' is no list.");
        return SecretPointers.Outermost([.. pointers.Select(pointer =>
            pointer is JsonValue value && value.TryGetValue(out string? text)
                && (text.StartsWith("b/", StringComparison.Ordinal) || text.StartsWith("c/", StringComparison.Ordinal))
                ? text : throw new JsonException("An element of 'secrets' is no pointer into 'body' or 'computed'."))]);
    }

    private static JsonNode? Decrypted(JsonNode? node, string pointer, SecretBox box)
    {
        if (node is not JsonObject { Count: 1 } json || json[SecretKey] is not JsonValue value
            || !value.TryGetValue(out string? text)) throw new JsonException($"The secret at '{pointer}' is not encrypted.");
        return StrictJson.Parse(box.Decrypt(text), MaxDepth);
    }

    private static DateTimeOffset Time(JsonObject line, string name) =>
        DateTimeOffset.TryParseExact(Text(line, name), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind,
            out var time) ? time : throw new JsonException($"'{name}' is no time.");

    private static JsonObject Encrypted(JsonObject json, ImmutableArray<string> secrets, char part, SecretBox box)
    {
        var copy = json.DeepClone().AsObject();
        foreach (var pointer in secrets.Where(pointer => pointer[0] == part))
            JsonPointer.Replace(copy, pointer[1..],
                node => new JsonObject { [SecretKey] = box.Encrypt(node?.ToJsonString() ?? "null") });
        return copy;
    }

    private static JsonObject Take(JsonObject line, string name)
    {
        var value = line[name] as JsonObject ?? throw new JsonException($"'{name}' is missing, or no object.");
        line.Remove(name);
        return value;
    }
}
