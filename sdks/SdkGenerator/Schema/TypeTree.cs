namespace SdkGenerator.Schema;

/// <summary>Walks through a type's parts.</summary>
internal static class TypeTree
{
    /// <summary>The tokens of all types that a type mentions itself (not those that they mention in turn).</summary>
    public static IEnumerable<string> References(TypeSpec type) => type switch
    {
        TypeSpec.Reference reference => [reference.Token],
        TypeSpec.Array array => References(array.Items),
        TypeSpec.Map map => References(map.Values),
        TypeSpec.Union union => union.Members.SelectMany(References),
        _ => [],
    };
}
