using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Status;

/// <summary>A release that an environment has: a container group, or a deployment of an online endpoint.</summary>
/// <param name="Name">Name of the release, which is also that of its deployment.</param>
/// <param name="Id">ARM id of the group or deployment.</param>
public sealed record RunningRelease(string Name, string Id)
{
    /// <summary>How Azure says it is, as in <c>Running</c> or <c>Succeeded</c>.</summary>
    public required string State { get; init; }

    /// <summary>Its share of the endpoint's traffic in percent; null for a group, which has it all.</summary>
    public int? Traffic { get; init; }

    /// <summary>The image that it really runs; null where Azure does not say it in place.</summary>
    public string? RunsImage { get; init; }

    /// <summary>Its tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Its model, <c>NAME:VERSION</c>; null where that is not said.</summary>
    public string? Model => Tag(LifecycleTags.Model);

    /// <summary>Its image, <c>REPOSITORY@sha256:…</c>; null where that is not said.</summary>
    public string? Image => Tag(LifecycleTags.Image);

    /// <summary>The value of a tag; null where it has none, or an empty one.</summary>
    /// <param name="name">Name of the tag.</param>
    public string? Tag(string name) => Tags.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    internal static IReadOnlyDictionary<string, string> TagsOf(JsonObject shown) => (shown["tags"] as JsonObject ?? [])
        .ToDictionary(tag => tag.Key, tag => tag.Value?.ToString() ?? "", StringComparer.Ordinal);
}
