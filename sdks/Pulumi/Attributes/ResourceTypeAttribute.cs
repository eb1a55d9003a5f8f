namespace Pulumi;

/// <summary>Ties a resource class to its type token; the packages derive their own attributes from it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public class ResourceTypeAttribute(string type, string? version) : Attribute
{
    public string Type { get; } = type;

    public string? Version { get; } = version;
}
