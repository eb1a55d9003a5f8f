using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>A version of a data asset.</summary>
/// <param name="Name">Name of the asset.</param>
/// <param name="Version">The version.</param>
internal sealed record DataAssetVersion(string Name, string Version)
{
    /// <summary>Its ARM id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it lies.</summary>
    public required string Uri { get; init; }

    /// <summary>Its tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Name and version, <c>NAME:VERSION</c>.</summary>
    public string Reference => $"{Name}:{Version}";

    /// <summary>The value of a tag; null where it has none, or an empty one.</summary>
    /// <param name="name">Name of the tag.</param>
    public string? Tag(string name) => Tags.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Whether its name or its tags are what is asked for.</summary>
    /// <param name="asked">What is asked for.</param>
    public bool Is(DataQuestion asked)
    {
        if (asked.Text == Reference || asked.Text == Version || asked.Text == Id) return true;
        var isVersion = asked.VersionId ?? asked.Text;
        return Tag(LifecycleTags.VersionId) == isVersion
            || (asked.VersionId is null && (Tag(LifecycleTags.DataVersion) == asked.Text
                || (asked.Path is { Length: > 0 } path && Tag(LifecycleTags.DataPath) == path)));
    }

    /// <summary>Its link in a chain.</summary>
    /// <param name="note">What else is to be said; null for nothing.</param>
    public TraceLink ToLink(string? note) => new(TraceKind.Asset)
    {
        Name = Reference,
        Id = Id,
        Details = new LinkDetails().Add("from", Tag(LifecycleTags.Source)).Add("rows", Tag(LifecycleTags.Rows))
            .Add("window", Tag(LifecycleTags.From)).Add("quarantined", Tag(LifecycleTags.Quarantined))
            .Add("after", Tag(LifecycleTags.Base)).Add("job", Tag(LifecycleTags.Job)).Add("at", Uri).Add("note", note).All,
    };

    internal static DataAssetVersion Of(string name, JsonObject shown) => new(name, (string)shown["name"]!)
    {
        Id = (string)shown["id"]!,
        Uri = (string?)shown["properties"]?["dataUri"] ?? "",
        Tags = (shown["properties"]?["tags"] as JsonObject ?? [])
            .ToDictionary(tag => tag.Key, tag => tag.Value?.ToString() ?? "", StringComparer.Ordinal),
    };
}
