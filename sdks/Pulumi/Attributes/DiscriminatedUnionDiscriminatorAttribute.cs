namespace Pulumi;

[AttributeUsage(AttributeTargets.All)]
public sealed class DiscriminatedUnionDiscriminatorAttribute(string propertyName) : Attribute
{
    public string PropertyName { get; } = propertyName;
}
