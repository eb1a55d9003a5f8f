using System.Globalization;
using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Models;

/// <summary>A version of a registered model.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Version">Its version.</param>
/// <param name="Id">Its ARM id.</param>
public sealed record ModelVersion(string Name, string Version, string Id)
{
    /// <summary>Name and version, <c>NAME:VERSION</c>.</summary>
    public string Reference => $"{Name}:{Version}";

    /// <summary>Its tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Its properties: like tags, but once written Azure does not change them. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Where its files lie, as the workspace says it.</summary>
    public required string Uri { get; init; }

    /// <summary><c>custom_model</c>, <c>mlflow_model</c> or <c>triton_model</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What it is, in words; null for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>When it was registered (UTC); null where Azure does not say.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Its metrics, from its tags.</summary>
    public IReadOnlyDictionary<string, double> Metrics => LifecycleTags.MetricsIn(Tags);

    /// <summary>The value of a tag; null where it has none, or an empty one.</summary>
    /// <param name="name">Name of the tag.</param>
    public string? Tag(string name) => Tags.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Takes a reference apart.</summary>
    /// <param name="reference">The reference, <c>NAME:VERSION</c>.</param>
    /// <param name="name">Name of the model.</param>
    /// <param name="version">Its version.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string reference, out string name, out string version)
    {
        var at = reference.LastIndexOf(':');
        (name, version) = at > 0 ? (reference[..at], reference[(at + 1)..]) : (reference, "");
        return version.Length > 0;
    }

    internal static ModelVersion Of(string model, JsonObject shown)
    {
        var properties = shown["properties"]!.AsObject();
        return new ModelVersion(model, (string)shown["name"]!, (string)shown["id"]!)
        {
            Tags = Texts(properties["tags"]),
            Properties = Texts(properties["properties"]),
            Uri = (string?)properties["modelUri"] ?? "",
            Type = (string?)properties["modelType"] ?? "custom_model",
            Description = (string?)properties["description"],
            Created = (string?)shown["systemData"]?["createdAt"] is { } moment
                ? DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture) : null,
        };
    }

    private static Dictionary<string, string> Texts(JsonNode? shown) => (shown as JsonObject ?? [])
        .ToDictionary(text => text.Key, text => (string?)text.Value ?? "", StringComparer.Ordinal);
}
