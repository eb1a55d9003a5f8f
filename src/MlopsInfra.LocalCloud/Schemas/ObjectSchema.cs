using System.Collections.Immutable;

namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>An object type. Its properties are read from the package schema when they are first asked for.</summary>
internal sealed class ObjectSchema
{
    private readonly Lazy<ImmutableArray<PropertySchema>> _properties;
    private readonly Lazy<Dictionary<string, PropertySchema>> _byName;
    private readonly Lazy<Dictionary<string, PropertySchema>> _byArmPath;
    private readonly Func<ObjectSchema?> _response;

    public ObjectSchema(string name, Func<ImmutableArray<PropertySchema>> properties, Func<ObjectSchema?>? response = null)
    {
        Name = name;
        _properties = new(properties);
        _byName = new(() => Properties.ToDictionary(property => property.Name, StringComparer.Ordinal));
        _byArmPath = new(() => Properties.ToDictionary(property => property.ArmPath, StringComparer.OrdinalIgnoreCase));
        _response = response ?? (() => null);
    }

    /// <summary>Module and name, as in <c>storage:Sku</c>.</summary>
    public string Name { get; }

    /// <summary>The name alone.</summary>
    public string DisplayName => Name[(Name.LastIndexOf(':') + 1)..];

    /// <summary>Its properties.</summary>
    public ImmutableArray<PropertySchema> Properties => _properties.Value;

    /// <summary>Whether ARM keeps some of its properties one level down, below <c>properties</c>.</summary>
    public bool IsFlattened => Properties.Any(property => property.InProperties);

    /// <summary>The shape that a GET answers for this type; null if there is none of its own.</summary>
    public ObjectSchema? Response => _response();

    /// <summary>A property by its Pulumi name; null if there is none.</summary>
    public PropertySchema? Find(string name) => _byName.Value.GetValueOrDefault(name);

    /// <summary>A property by its ARM name, ignoring case as Azure does; null if there is none.</summary>
    public PropertySchema? FindArm(string armName, bool inProperties) =>
        _byArmPath.Value.GetValueOrDefault(inProperties ? $"properties.{armName}" : armName);
}
