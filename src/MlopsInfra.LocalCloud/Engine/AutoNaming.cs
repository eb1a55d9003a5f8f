using System.Collections.Immutable;
using System.Security.Cryptography;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>
/// Names for resources that are given none, as azure-native makes them: the name in the program and eight hexadecimal digits; for
/// what stands in another resource the name alone; a GUID where Azure asks for one.
/// </summary>
internal static class AutoNaming
{
    private static readonly HashSet<string> NamedByGuid = new(StringComparer.Ordinal)
    {
        "authorization:RoleAssignment", "authorization:RoleDefinition", "applicationinsights:Workbook",
    };

    /// <summary>The input that says that a name is random: a replacement is created before the old resource is deleted.</summary>
    public const string CreateBeforeDelete = "__createBeforeDelete";

    /// <summary>Makes a name.</summary>
    /// <param name="schema">The type.</param>
    /// <param name="name">The resource's name in the program.</param>
    /// <param name="seed">What makes the digits repeatable.</param>
    /// <param name="attempt">0; more where the name before was taken.</param>
    public static string Generate(ResourceSchema schema, string name, ImmutableArray<byte> seed, int attempt)
    {
        var hash = SHA256.HashData([.. seed, .. BitConverter.GetBytes(attempt)]);
        if (NamedByGuid.Contains(schema.ShortName)) return new Guid(hash.AsSpan(0, 16)).ToString();
        return schema.Id!.IsNested ? name : name + Convert.ToHexStringLower(hash)[..8];
    }

    /// <summary>Whether a type's automatic names are random, so that a new resource can stand beside the old one.</summary>
    public static bool IsRandom(ResourceSchema schema) => NamedByGuid.Contains(schema.ShortName) || !schema.Id!.IsNested;

    /// <summary>Whether inputs say that their name is random.</summary>
    public static bool IsRandom(PropertyMap inputs) =>
        inputs.TryGetValue(CreateBeforeDelete, out var mark) && mark is PropertyValue.Bool { Value: true };
}
