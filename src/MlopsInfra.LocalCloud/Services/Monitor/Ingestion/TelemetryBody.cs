using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion;

/// <summary>
/// The body of a request that brings telemetry: plain or compressed, a JSON array, one object, or one object a line.
/// </summary>
internal static class TelemetryBody
{
    // Of what was compressed as well: a small body must not become a large one.
    private const int Limit = 16 * 1024 * 1024;

    /// <summary>The bytes of a body.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="InvalidDataException">It is not compressed as its header says.</exception>
    /// <exception cref="ArmException">There are too many.</exception>
    public static async Task<byte[]> ReadAsync(RestRequest request)
    {
        await using var stream = Decompressed(request.Http.Request);
        using var buffer = new MemoryStream();
        var part = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(part, request.Http.RequestAborted)) > 0)
        {
            if (buffer.Length + read > Limit)
                throw new ArmException(413, "RequestContentTooLarge",
                    $"The request content size exceeds the maximum size of '{Limit}' bytes.");
            buffer.Write(part, 0, read);
        }

        return buffer.ToArray();
    }

    /// <summary>The envelopes in a body.</summary>
    /// <param name="body">The body.</param>
    /// <exception cref="JsonException">It is none of the forms.</exception>
    public static IReadOnlyList<JsonNode?> Envelopes(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body,
            new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = StrictJson.MaxDepth });
        var found = new List<JsonNode?>();
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var value = StrictJson.Parse(body[start..(int)reader.BytesConsumed]);
            if (value is JsonArray array) found.AddRange(array);
            else found.Add(value);
        }

        return found;
    }

    private static Stream Decompressed(HttpRequest request) =>
        request.Headers.ContentEncoding.ToString().ToLowerInvariant() switch
    {
        "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
        "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress),
        _ => request.Body,
    };
}
