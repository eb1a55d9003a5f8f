using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Store;

/// <summary>A resource as one line of JSON, its secrets encrypted.</summary>
internal static class StoredResourceJson
{
    private const string SecretKey = "$secret";

    /// <summary>As deep as the writer goes: what a client may send is deeper as a part of a line.</summary>
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    /// <summary>Reads JSON as deep as it can be written.</summary>
    public static JsonNode? Parse(ReadOnlySpan<byte> json) => JsonNode.Parse(json, documentOptions: Deep);

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

    public static StoredResource Read(JsonObject line, SecretBox box)
    {
        var secrets = line["secrets"] is JsonArray pointers
            ? SecretPointers.Outermost([.. pointers.Select(pointer => pointer!.GetValue<string>())]) : [];
        var body = Take(line, "body");
        var computed = Take(line, "computed");
        foreach (var pointer in secrets)
        {
            var root = pointer[0] == 'b' ? body : computed;
            JsonPointer.Replace(root, pointer[1..],
                node => JsonNode.Parse(box.Decrypt(node![SecretKey]!.GetValue<string>()), documentOptions: Deep));
        }

        return new StoredResource(
            line["put"]!.GetValue<string>(),
            line["type"]!.GetValue<string>(),
            body,
            computed,
            DateTimeOffset.Parse(line["created"]!.GetValue<string>()),
            DateTimeOffset.Parse(line["changed"]!.GetValue<string>()),
            secrets) { RequestId = line["request"]?.GetValue<string>() };
    }

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
        var value = line[name] as JsonObject ?? throw new JsonException($"A record has no '{name}'.");
        line.Remove(name);
        return value;
    }
}
