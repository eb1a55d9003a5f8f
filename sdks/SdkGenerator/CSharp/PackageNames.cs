using System.Collections.Immutable;
using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>The namespaces and class names of a package's SDK.</summary>
internal sealed class PackageNames
{
    private const string BridgedModule = "index";

    private readonly ImmutableDictionary<string, string> _namespaces;
    private readonly bool _isBridged;

    public PackageNames(PackageSchema schema)
    {
        _namespaces = schema.Namespaces;
        _isBridged = schema.IsBridged;
        Package = NamespacePart(schema.Name);
        Root = $"Pulumi.{Package}";
    }

    /// <summary>The package's part of the namespace, such as <c>AzureNative</c>.</summary>
    public string Package { get; }

    /// <summary>The package's namespace, such as <c>Pulumi.AzureNative</c>.</summary>
    public string Root { get; }

    /// <summary>The namespace of a module; the flat packages have all in the package's own.</summary>
    public string Namespace(string module) => module is BridgedModule or "" ? Root : $"{Root}.{NamespacePart(module)}";

    /// <summary>The namespace that an object type's class is in, by its use.</summary>
    public string TypeNamespace(string token, TypeUse use)
    {
        var module = Namespace(Token.Parse(token).Module);
        return use is TypeUse.ResourceOutput or TypeUse.FunctionOutput ? $"{module}.Outputs" : $"{module}.Inputs";
    }

    /// <summary>The name of an object type's class, by its use.</summary>
    public string TypeName(string token, TypeUse use) => ClassName(token) + use switch
    {
        TypeUse.ResourceInput or TypeUse.FunctionArgument => "Args",
        TypeUse.ResourceState => "GetArgs",
        TypeUse.FunctionInput => "InputArgs",
        TypeUse.FunctionOutput when _isBridged => "Result",
        _ => "",
    };

    /// <summary>The class of an object type with its namespace.</summary>
    public string QualifiedTypeName(string token, TypeUse use) => use == TypeUse.Config
        ? $"global::{Root}.Config.Types.{TypeName(token, use)}"
        : $"global::{TypeNamespace(token, use)}.{TypeName(token, use)}";

    /// <summary>An enum with its namespace.</summary>
    public string QualifiedEnumName(string token) => $"global::{Namespace(Token.Parse(token).Module)}.{ClassName(token)}";

    /// <summary>The name of a resource, function or enum: the token's last part with a capital.</summary>
    public static string ClassName(string token) => Capitalized(Token.Parse(token).Name);

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private string NamespacePart(string name) => _namespaces.GetValueOrDefault(name) ?? Capitalized(name);
}
