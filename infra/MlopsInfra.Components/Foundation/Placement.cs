using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Where a component puts its resources, and the tags they carry.</summary>
public sealed record Placement
{
    /// <summary>Name of the resource group.</summary>
    public required Input<string> ResourceGroupName { get; init; }

    /// <summary>Azure region, as in <c>westeurope</c>.</summary>
    public required string Location { get; init; }

    /// <summary>Tags of every resource that takes them; at most 50, values of up to 256 characters.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>ARM id of the Log Analytics workspace that takes logs and metrics; null sends none.</summary>
    public Input<string>? LogAnalyticsId { get; init; }

    /// <summary>The tags as resources take them.</summary>
    public InputMap<string> TagMap() => new Dictionary<string, string>(Tags);
}
