using System.Text.RegularExpressions;
using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>Checks and declares the names of a class's members.</summary>
internal static partial class MemberNames
{
    private static readonly HashSet<string> InheritedFromObject =
        [nameof(Equals), nameof(GetHashCode), nameof(GetType), nameof(ToString), nameof(ReferenceEquals)];

    /// <summary>The modifier that a member needs which has the name of one inherited from <see cref="object"/>.</summary>
    public static string Modifier(PropertySpec property) => InheritedFromObject.Contains(property.CSharpName) ? "new " : "";

    /// <summary>Checks that properties can be members of one class.</summary>
    /// <param name="className">The class.</param>
    /// <param name="properties">Its properties.</param>
    /// <param name="taken">Names that the class has besides.</param>
    /// <exception cref="SchemaException">A name is none in C#, or two members would have the same one.</exception>
    public static void Check(string className, IEnumerable<PropertySpec> properties, params IEnumerable<string> taken)
    {
        var seen = taken.ToHashSet(StringComparer.Ordinal);
        foreach (var property in properties)
        {
            if (!IsName(property.CSharpName) || !IsName(property.WireName))
                throw new SchemaException($"{className}: the property '{property.WireName}' has no name that C# takes.");
            if (property.CSharpName == className || !seen.Add(property.CSharpName))
            {
                throw new SchemaException(
                    $"{className}: name clash: the property '{property.WireName}' would be a second '{property.CSharpName}'. "
                    + "Give it another name with \"language\": {\"csharp\": {\"name\": ...}} in the schema.");
            }
        }
    }

    /// <summary>Whether C# takes a name (keywords aside, which are escaped).</summary>
    public static bool IsName(string name) => Identifier().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Identifier();
}
