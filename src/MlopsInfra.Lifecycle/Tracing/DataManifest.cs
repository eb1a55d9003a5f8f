using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>What a manifest says of a version of data: what is in it, and what it was made of.</summary>
internal sealed record DataManifest
{
    /// <summary>The blobs that were read.</summary>
    public required IReadOnlyList<DataManifestBlob> Blobs { get; init; }

    /// <summary>SHA-256 of the files, as hexadecimal digits.</summary>
    public required IReadOnlySet<string> Files { get; init; }

    /// <summary>Ids of the requests whose rows are in it.</summary>
    public required IReadOnlySet<string> Requests { get; init; }

    /// <summary>The job that wrote it; null where it does not say.</summary>
    public string? Job { get; init; }

    /// <summary>Whether it knows what is asked for: a blob by path, eTag, version id or hash, a file by its hash, a request by
    /// its id.</summary>
    /// <param name="asked">What is asked for.</param>
    public bool Knows(DataQuestion asked) =>
        Requests.Contains(asked.Text) || Files.Contains(asked.Text) || Blobs.Any(blob => blob.Is(asked));

    /// <summary>Reads one.</summary>
    /// <param name="text">The file.</param>
    /// <returns>The manifest; null for what is none.</returns>
    public static DataManifest? Read(string text)
    {
        JsonObject? json;
        try
        {
            json = StrictJson.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }

        return json is null ? null : new DataManifest
        {
            Blobs = [.. Objects(json["blobs"]).Select(DataManifestBlob.Of).OfType<DataManifestBlob>()],
            Files = Objects(json["files"]).Select(file => DataManifestBlob.Text(file, "sha256")).OfType<string>().ToHashSet(),
            Requests = (json["requests"] as JsonArray ?? []).Select(id => id?.ToString()).OfType<string>().ToHashSet(),
            Job = DataManifestBlob.Text(json, "job"),
        };
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();
}
