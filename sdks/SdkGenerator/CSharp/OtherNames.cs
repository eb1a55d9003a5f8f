using System.Collections.Immutable;
using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>
/// The names of a package's types that the schema leaves out. A program that compiles here has to compile with the whole package,
/// where a name may be in two namespaces that it uses: so the names are here, too, and nothing but the names.
/// </summary>
internal sealed class OtherNames(PackageSchema schema, PackageNames names, TypeNameList all)
{
    /// <summary>The constant, in the package's <c>Utilities</c>, that says what to do where a program uses such a type.</summary>
    public const string Constant = "OnlyAName";

    /// <summary>What is said then.</summary>
    public string Message =>
        $"Only the name of this type is here, so that clashes of names are found. To use it, add its resource or function to "
        + $"sdks/schemas/{schema.Name}.tokens.txt (sdks/README.md), or build with the official {names.Root}.";

    /// <summary>The declarations of what is not declared yet.</summary>
    public IEnumerable<Declaration> Besides(ImmutableArray<Declaration> declared)
    {
        var known = declared.ToLookup(
            declaration => declaration.Namespace, declaration => declaration.Classes, StringComparer.Ordinal);
        foreach (var namespaceName in Namespaces())
        {
            var here = known[namespaceName].SelectMany(classes => classes);
            ImmutableArray<string> missing = [.. all.Of(namespaceName).Except(here)];
            if (!missing.IsEmpty)
                yield return new Declaration(namespaceName, missing, "the list of names", code => Write(code, missing));
        }
    }

    /// <summary>Whether the package shows a type of this name to everybody.</summary>
    public bool IsPublic(string namespaceName, string type) => all.Of(namespaceName).Contains(type);

    private ImmutableSortedSet<string> Namespaces()
    {
        var modules = schema.Namespaces.Keys.Where(module => module != schema.Name).Select(names.Namespace).Append(names.Root);
        return [.. modules.SelectMany(module => new[] { module, $"{module}.Inputs", $"{module}.Outputs" })];
    }

    private static void Write(CodeWriter code, ImmutableArray<string> missing)
    {
        // Static: nothing can be made of it. Obsolete with an error: whoever names it is told what to do.
        foreach (var name in missing)
            code.Line($"[global::System.Obsolete(Utilities.{Constant}, true)] public static class {name} {{ }}");
    }
}
