using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What is known of each resource type, by type.</summary>
/// <param name="resources">All types of which more is known than their schemas.</param>
internal sealed class AzureTypes(IEnumerable<AzureResource> resources)
{
    private readonly Dictionary<ResourceType, AzureResource> _byType = resources.ToDictionary(resource => resource.Type);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<AzureResource> All => _byType.Values;

    /// <summary>Whether more is known of a type than its schema.</summary>
    /// <param name="type">The type.</param>
    public bool Know(ResourceType type) => _byType.ContainsKey(type);

    /// <summary>What is known of a type; one that nothing is known of behaves as its schema says.</summary>
    /// <param name="type">The type.</param>
    public AzureResource Of(ResourceType type) => _byType.GetValueOrDefault(type) ?? new AzureResource(type);
}
