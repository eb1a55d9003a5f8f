using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What is known of each resource type, by type.</summary>
internal sealed class AzureTypes
{
    private readonly Dictionary<ResourceType, AzureResource> _byType;

    /// <param name="resources">All types of which more is known than their schemas.</param>
    public AzureTypes(IEnumerable<AzureResource> resources)
    {
        _byType = resources.ToDictionary(resource => resource.Type);
        ShownInOthers = [.. All.OfType<IShownInOthers>()];
    }

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<AzureResource> All => _byType.Values;

    /// <summary>Those that others show something of.</summary>
    public IReadOnlyList<IShownInOthers> ShownInOthers { get; }

    /// <summary>Whether more is known of a type than its schema.</summary>
    /// <param name="type">The type.</param>
    public bool Know(ResourceType type) => _byType.ContainsKey(type);

    /// <summary>What is known of a type; one that nothing is known of behaves as its schema says.</summary>
    /// <param name="type">The type.</param>
    public AzureResource Of(ResourceType type) => _byType.GetValueOrDefault(type) ?? new AzureResource(type);
}
