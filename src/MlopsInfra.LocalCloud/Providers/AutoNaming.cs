using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Catalog;

namespace MlopsInfra.LocalCloud.Providers;

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

    /// <summary>Whether a name looks as if it was made here.</summary>
    public static bool IsGenerated(ResourceSchema schema, string programName, string name) =>
        !schema.Id!.IsNested && Regex.IsMatch(name, $"^{Regex.Escape(programName)}[0-9a-f]{{8}}$", RegexOptions.CultureInvariant);
}
