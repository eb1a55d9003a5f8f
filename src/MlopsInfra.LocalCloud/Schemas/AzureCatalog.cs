namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>The ARM types that the local cloud knows, found by type or by Pulumi token.</summary>
internal sealed class AzureCatalog
{
    private readonly Dictionary<string, string> _tokens;

    public AzureCatalog()
    {
        Package = PackageSchema.Open("azure-native");
        _tokens = Package.ArmTypes()
            .DistinctBy(pair => pair.ArmType, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(pair => pair.ArmType, pair => pair.Token, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The azure-native package.</summary>
    public PackageSchema Package { get; }

    /// <summary>A resource type by its ARM type; null if it is not known.</summary>
    public ResourceSchema? FindByArmType(string type)
    {
        if (_tokens.TryGetValue(type, out var token)) return Package.FindResource(token);
        // The last segment of a DNS record's type is the kind of record.
        var slash = type.LastIndexOf('/');
        return slash > 0 && type[..slash].Equals("Microsoft.Network/privateDnsZones", StringComparison.OrdinalIgnoreCase)
            && _tokens.TryGetValue("Microsoft.Network/privateDnsZones/{recordType}", out var record)
            ? Package.FindResource(record)
            : null;
    }

    /// <summary>Whether any type of a namespace is known.</summary>
    public bool KnowsNamespace(string name) =>
        _tokens.Keys.Any(type => type.StartsWith($"{name}/", StringComparison.OrdinalIgnoreCase));
}
