namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>
/// A full ARM type, as in <c>Microsoft.Storage/storageAccounts/blobServices</c>. Compared ignoring case, as Azure does.
/// </summary>
/// <param name="value">The type in any case.</param>
public readonly struct ResourceType(string value) : IEquatable<ResourceType>
{
    private readonly string? _value = value;

    /// <summary>The type of subscriptions.</summary>
    public static ResourceType Subscription { get; } = new("Microsoft.Resources/subscriptions");

    /// <summary>The type of resource groups.</summary>
    public static ResourceType ResourceGroup { get; } = new("Microsoft.Resources/resourceGroups");

    /// <summary>The resource provider's namespace, as in <c>Microsoft.Storage</c>.</summary>
    public string Namespace => Text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? Text[..slash] : Text;

    /// <summary>What follows the namespace, as in <c>storageAccounts/blobServices</c>.</summary>
    public string Name => Text[(Text.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>The last part, as in <c>blobServices</c>.</summary>
    public string LastName => Text[(Text.LastIndexOf('/') + 1)..];

    /// <summary>The type that it is a child's of, as in <c>Microsoft.Storage/storageAccounts</c>; of a top-level type its
    /// namespace.
    /// </summary>
    public ResourceType Parent => new(Text.LastIndexOf('/') is > 0 and var slash ? Text[..slash] : "");

    private string Text => _value ?? "";

    /// <summary>A type from its text.</summary>
    /// <param name="value">The type in any case.</param>
    public static implicit operator ResourceType(string value) => new(value);

    /// <summary>A type's text.</summary>
    /// <param name="type">The type.</param>
    public static implicit operator string(ResourceType type) => type.Text;

    /// <summary>Whether two types are the same.</summary>
    public static bool operator ==(ResourceType left, ResourceType right) => left.Equals(right);

    /// <summary>Whether two types differ.</summary>
    public static bool operator !=(ResourceType left, ResourceType right) => !left.Equals(right);

    /// <summary>Whether it is a child's type of another one, at any depth.</summary>
    /// <param name="other">The other one.</param>
    public bool IsBelow(ResourceType other) => Text.StartsWith($"{other}/", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(ResourceType other) => Text.Equals(other.Text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ResourceType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.OrdinalIgnoreCase);

    /// <summary>The type in the case it was written in.</summary>
    public override string ToString() => Text;
}
