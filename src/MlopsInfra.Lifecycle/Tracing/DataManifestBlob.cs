using System.Globalization;
using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>A blob that a version of data was made of.</summary>
/// <param name="Path">Its path in its container.</param>
internal sealed record DataManifestBlob(string Path)
{
    /// <summary>Its eTag when it was read; null where it is not known.</summary>
    public string? ETag { get; init; }

    /// <summary>Which of its versions that was; null where it is not known.</summary>
    public string? VersionId { get; init; }

    /// <summary>MD5 of its content, base64; null where it is not known.</summary>
    public string? Md5 { get; init; }

    /// <summary>What else is known, in words; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Its size in bytes; null where it is not known.</summary>
    public long? Size { get; init; }

    /// <summary>Whether it is what is asked for.</summary>
    /// <param name="asked">What is asked for.</param>
    public bool Is(DataQuestion asked) => asked.VersionId is { } version
        ? VersionId == version && (asked.Path is null || asked.Path == Path)
        : Path == asked.Path || new[] { ETag, VersionId, Md5 }.Contains(asked.Text);

    /// <summary>Its link in a chain.</summary>
    public TraceLink ToLink() => new(TraceKind.Blob)
    {
        Name = Path,
        Details = new LinkDetails().Add("eTag", ETag).Add("version", VersionId)
            .Add("bytes", Size?.ToString(CultureInfo.InvariantCulture)).Add("note", Note).All,
    };

    internal static DataManifestBlob? Of(JsonObject json) => Text(json, "path") is not { } path ? null
        : new DataManifestBlob(path)
        {
            ETag = Text(json, "eTag"),
            VersionId = Text(json, "versionId"),
            Md5 = Text(json, "md5"),
            Note = Text(json, "note"),
            Size = long.TryParse(Text(json, "size"), CultureInfo.InvariantCulture, out var size) ? size : null,
        };

    internal static string? Text(JsonObject json, string member) =>
        json[member]?.ToString() is { Length: > 0 } text ? text : null;
}
