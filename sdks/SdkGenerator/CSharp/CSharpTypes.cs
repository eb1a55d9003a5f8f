using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>Schema types as C# types, by the conventions of the official SDKs.</summary>
internal sealed class CSharpTypes(PackageSchema schema, PackageNames names)
{
    private const string ImmutableCollections = "global::System.Collections.Immutable";
    private const string Collections = "global::System.Collections.Generic";

    /// <summary>The type of a value itself, without <c>Input</c>, <c>Output</c> or a question mark.</summary>
    public string Value(TypeSpec type, TypeUse use) => type switch
    {
        TypeSpec.Primitive primitive => Primitive(primitive.Kind),
        TypeSpec.Any => "object",
        TypeSpec.Asset => "global::Pulumi.AssetOrArchive",
        TypeSpec.Array array => List(Value(array.Items, use), use),
        TypeSpec.Map map => Dictionary(Value(map.Values, use), use),
        TypeSpec.Reference reference => Reference(reference.Token, use),
        TypeSpec.Union union => Union(union, use),
        _ => throw new InvalidOperationException($"unknown type {type}"),
    };

    /// <summary>The type of an input property, without a question mark.</summary>
    public string Input(TypeSpec type, TypeUse use) => type switch
    {
        TypeSpec.Array array => $"InputList<{Value(array.Items, use)}>",
        TypeSpec.Map map => $"InputMap<{Value(map.Values, use)}>",
        // A choice of more than two object types is a bare object: the official SDKs have no union type of that size.
        TypeSpec.Union union => Alternatives(union, use) switch
        {
            [var only] => $"Input<{only}>",
            [var first, var second] => $"InputUnion<{first}, {second}>",
            _ => "object",
        },
        _ => $"Input<{Value(type, use)}>",
    };

    /// <summary>The type of an output's value or of an output type's member, with a question mark if it may be absent.</summary>
    public string Output(PropertySpec property, TypeUse use) =>
        // A list is never null; an absent one is a default array.
        Value(property.Type, use) + (property.Required || property.Type is TypeSpec.Array ? "" : "?");

    /// <summary>The tokens of the types that C# names for a type; none for unions that it knows as object or string.</summary>
    public IEnumerable<string> NamedReferences(TypeSpec type, TypeUse use) => type switch
    {
        TypeSpec.Array array => NamedReferences(array.Items, use),
        TypeSpec.Map map => NamedReferences(map.Values, use),
        TypeSpec.Union union when IsOutput(use) && Union(union, use) is "object" or "string" => [],
        _ => TypeTree.References(type),
    };

    private string[] Alternatives(TypeSpec.Union union, TypeUse use) =>
        [.. union.Members.Select(member => Value(member, use)).Distinct(StringComparer.Ordinal)];

    private string Union(TypeSpec.Union union, TypeUse use)
    {
        // What comes back for "a string or one of these values" is a string.
        if (IsOutput(use) && union.Members.All(IsStringOrEnum))
            return "string";
        return Alternatives(union, use) switch
        {
            [var only] => only,
            [var first, var second] => $"global::Pulumi.Union<{first}, {second}>",
            _ => "object",
        };
    }

    private bool IsStringOrEnum(TypeSpec type) =>
        type is TypeSpec.Primitive { Kind: PrimitiveKind.String }
        || (type is TypeSpec.Reference reference && schema.Enums.ContainsKey(reference.Token));

    private string Reference(string token, TypeUse use) =>
        schema.Enums.ContainsKey(token) ? names.QualifiedEnumName(token) : names.QualifiedTypeName(token, use);

    private static bool IsOutput(TypeUse use) => use is TypeUse.ResourceOutput or TypeUse.FunctionOutput;

    private static string List(string items, TypeUse use) =>
        use == TypeUse.FunctionArgument ? $"{Collections}.List<{items}>" : $"{ImmutableCollections}.ImmutableArray<{items}>";

    private static string Dictionary(string values, TypeUse use) => use == TypeUse.FunctionArgument
        ? $"{Collections}.Dictionary<string, {values}>"
        : $"{ImmutableCollections}.ImmutableDictionary<string, {values}>";

    private static string Primitive(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.String => "string",
        PrimitiveKind.Boolean => "bool",
        PrimitiveKind.Integer => "int",
        PrimitiveKind.Number => "double",
        _ => throw new InvalidOperationException($"unknown kind {kind}"),
    };
}
