namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>The ARM types that the local cloud knows, found by type or by Pulumi token.</summary>
internal sealed class AzureCatalog
{
    private readonly Dictionary<string, string> _tokens;
    private readonly HashSet<string> _spellings;

    public AzureCatalog()
    {
        Package = PackageSchema.Open("azure-native");
        _tokens = Package.ArmTypes()
            .DistinctBy(pair => pair.ArmType, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(pair => pair.ArmType, pair => pair.Token, StringComparer.OrdinalIgnoreCase);
        _spellings = new(_tokens.Keys, StringComparer.OrdinalIgnoreCase);
        Namespaces =
            _tokens.Keys.GroupBy(type => new ResourceType(type).Namespace, StringComparer.OrdinalIgnoreCase).ToDictionary(
            group => group.Key, IReadOnlyList<string> (group) => [.. group.Order(StringComparer.OrdinalIgnoreCase)],
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The azure-native package.</summary>
    public PackageSchema Package { get; }

    /// <summary>A resource type by its ARM type; null if it is not known.</summary>
    public ResourceSchema? FindByArmType(ResourceType resourceType)
    {
        string type = resourceType;
        if (_tokens.TryGetValue(type, out var token)) return Package.FindResource(token);
        // The last segment of a DNS record's type is the kind of record.
        var slash = type.LastIndexOf('/');
        return slash > 0 && type[..slash].Equals("Microsoft.Network/privateDnsZones", StringComparison.OrdinalIgnoreCase)
            && _tokens.TryGetValue("Microsoft.Network/privateDnsZones/{recordType}", out var record)
            ? Package.FindResource(record)
            : null;
    }

    /// <summary>The types of all namespaces, in the case Azure writes them.</summary>
    public IReadOnlyCollection<string> Types => _spellings;

    /// <summary>A type in the case Azure writes it; as it is if it is not known.</summary>
    public ResourceType Spell(ResourceType type) => _spellings.TryGetValue(type, out var spelling) ? spelling : type;

    /// <summary>The namespaces with their types, each in order.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Namespaces { get; }

    /// <summary>Whether any type of a namespace is known.</summary>
    public bool KnowsNamespace(string name) => Namespaces.ContainsKey(name);

    /// <summary>The types of a namespace; none for one that is not known.</summary>
    public IReadOnlyList<string> TypesOf(string name) => Namespaces.GetValueOrDefault(name, []);
}
