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

    /// <summary>Where its files lie, as the workspace says it.</summary>
    public required string Uri { get; init; }

    /// <summary><c>custom_model</c>, <c>mlflow_model</c> or <c>triton_model</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What it is, in words; null for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>When it was registered (UTC); null where Azure does not say.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Its metrics, from its tags.</summary>
    public IReadOnlyDictionary<string, double> Metrics => Tags
        .Where(tag => tag.Key.StartsWith(LifecycleTags.MetricPrefix, StringComparison.Ordinal))
        .Select(tag => (Name: tag.Key[LifecycleTags.MetricPrefix.Length..],
            IsNumber: double.TryParse(tag.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value), Value: value))
        .Where(metric => metric.IsNumber)
        .ToDictionary(metric => metric.Name, metric => metric.Value);

    /// <summary>The value of a tag; null where it has none, or an empty one.</summary>
    /// <param name="name">Name of the tag.</param>
    public string? Tag(string name) => Tags.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    internal static ModelVersion Of(string model, JsonObject shown)
    {
        var properties = shown["properties"]!.AsObject();
        return new ModelVersion(model, (string)shown["name"]!, (string)shown["id"]!)
        {
            Tags = (properties["tags"] as JsonObject ?? [])
                .ToDictionary(tag => tag.Key, tag => (string?)tag.Value ?? "", StringComparer.Ordinal),
            Uri = (string?)properties["modelUri"] ?? "",
            Type = (string?)properties["modelType"] ?? "custom_model",
            Description = (string?)properties["description"],
            Created = (string?)shown["systemData"]?["createdAt"] is { } moment
                ? DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture) : null,
        };
    }
}
