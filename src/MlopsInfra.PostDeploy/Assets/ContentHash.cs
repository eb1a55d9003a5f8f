using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>The hash of a content: the same for the same keys and values in whatever order the keys are.</summary>
internal static class ContentHash
{
    /// <summary>Characters of a version. 64 bits: no two contents of one name meet by chance.</summary>
    public const int Length = 16;

    /// <summary>The first characters of the SHA-256 of a canonical form, lower-case hex.</summary>
    public static string Of(JsonNode content)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) Write(writer, content);
        return Convert.ToHexStringLower(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)))[..Length];
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                writer.WriteStartObject();
                foreach (var (key, value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(key);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (var item in list) Write(writer, item);
                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
