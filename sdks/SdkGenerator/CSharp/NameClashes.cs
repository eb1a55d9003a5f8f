using System.Collections.Immutable;
using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>Finds classes that C# could not keep apart.</summary>
internal static class NameClashes
{
    /// <summary>Names that the generated code takes from the core SDK without its namespace.</summary>
    private static readonly ImmutableHashSet<string> CoreNames =
    [
        "Input", "InputAttribute", "InputList", "InputMap", "InputUnion", "Output", "OutputAttribute", "OutputType",
        "OutputTypeAttribute", "OutputConstructor", "OutputConstructorAttribute", "EnumType", "EnumTypeAttribute",
        "CustomResourceOptions", "InvokeArgs", "InvokeOptions", "InvokeOutputOptions", "Utilities",
    ];

    /// <summary>Checks the classes of one namespace.</summary>
    /// <exception cref="SchemaException">Two have the same name, or one has a name that the code needs itself.</exception>
    public static void Check(string namespaceName, ImmutableArray<Declaration> declarations)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var classes = declarations.SelectMany(declaration => declaration.Classes.Select(name => (name, declaration.Source)));
        foreach (var (name, source) in classes)
        {
            var qualified = $"{namespaceName}.{name}";
            if (!MemberNames.IsName(name))
                throw new SchemaException($"{source}: '{name}' is no name that C# takes.");
            if (!seen.TryAdd(name, source))
                throw new SchemaException($"Name clash: {qualified} would stand for {seen[name]} and for {source}.");
            // The package's own helpers (whose source is no token) are meant to be found under their name.
            if (CoreNames.Contains(name) && source.Contains(':'))
                throw new SchemaException($"Name clash: {qualified} ({source}) would hide Pulumi.{name}.");
        }
    }
}
