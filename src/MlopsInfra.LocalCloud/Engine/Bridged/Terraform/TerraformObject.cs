using System.Collections.Immutable;

namespace MlopsInfra.LocalCloud.Engine.Bridged.Terraform;

/// <summary>The inputs of a bridged type, or of an object in them. They are made when they are first asked for.</summary>
internal sealed class TerraformObject(Func<ImmutableArray<TerraformProperty>> properties)
{
    private readonly Lazy<ImmutableArray<TerraformProperty>> _properties = new(properties);

    /// <summary>The properties.</summary>
    public ImmutableArray<TerraformProperty> Properties => _properties.Value;

    /// <summary>A property by its name in Pulumi; null if there is none.</summary>
    public TerraformProperty? Find(string name) => Properties.FirstOrDefault(property => property.Schema.Name == name);

    /// <summary>A property by its name in Terraform; null if there is none.</summary>
    public TerraformProperty? FindTerraform(string name) => Properties.FirstOrDefault(property => property.Name == name);
}
