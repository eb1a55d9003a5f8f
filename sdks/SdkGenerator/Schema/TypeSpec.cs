using System.Collections.Immutable;

namespace SdkGenerator.Schema;

/// <summary>The type of a property as a package schema tells it.</summary>
internal abstract record TypeSpec
{
    private TypeSpec()
    {
    }

    /// <summary><c>string</c>, <c>boolean</c>, <c>integer</c> or <c>number</c>.</summary>
    public sealed record Primitive(PrimitiveKind Kind) : TypeSpec;

    /// <summary><c>pulumi.json#/Any</c>: any value.</summary>
    public sealed record Any : TypeSpec;

    /// <summary><c>pulumi.json#/Asset</c>: an asset or an archive.</summary>
    public sealed record Asset : TypeSpec;

    /// <summary>A list of values of one type.</summary>
    public sealed record Array(TypeSpec Items) : TypeSpec;

    /// <summary>A map from strings to values of one type.</summary>
    public sealed record Map(TypeSpec Values) : TypeSpec;

    /// <summary>An object type or an enum of the same package, by its token.</summary>
    public sealed record Reference(string Token) : TypeSpec;

    /// <summary>A value of one of several types (<c>oneOf</c>).</summary>
    public sealed record Union(ImmutableArray<TypeSpec> Members) : TypeSpec;
}
