using System.Collections.Immutable;
using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>Generates the SDK of one package.</summary>
internal sealed class PackageWriter
{
    private readonly PackageSchema _schema;
    private readonly PackageNames _names;
    private readonly TypeUses _uses;
    private readonly ArgsWriter _args;
    private readonly OutputTypeWriter _outputs;
    private readonly ResourceWriter _resources;
    private readonly FunctionWriter _functions;
    private readonly ConfigWriter _config;
    private readonly OtherNames _others;
    private readonly KnownFaults _faults;

    private PackageWriter(PackageSchema schema, TypeNameList allNames, KnownFaults faults)
    {
        _schema = schema;
        _faults = faults;
        _names = new PackageNames(schema);
        var types = new CSharpTypes(schema, _names);
        var defaults = new DefaultValue(schema, _names);
        _uses = new TypeUses(schema, types);
        _args = new ArgsWriter(types, defaults);
        _outputs = new OutputTypeWriter(types);
        _resources = new ResourceWriter(schema, _names, types, _args, _outputs);
        _functions = new FunctionWriter(_args, _outputs);
        _config = new ConfigWriter(schema, _names, types, defaults);
        _others = new OtherNames(schema, _names, allNames);
    }

    /// <summary>The files of a package's SDK by name: one per namespace. The same schema gives the same bytes.</summary>
    /// <param name="schema">The package, or a part of it.</param>
    /// <param name="allNames">The names of the types of the whole package.</param>
    /// <param name="faults">What is known to be wrong in the schema.</param>
    /// <exception cref="SchemaException">Something can't be written in C#, such as two types of one name.</exception>
    public static ImmutableSortedDictionary<string, string> Write(PackageSchema schema, TypeNameList allNames,
        KnownFaults faults) =>
        new PackageWriter(schema, allNames, faults).Declarations()
            .GroupBy(declaration => declaration.Namespace, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(
                group => $"{group.Key}.cs", group => WriteFile(group.Key, [.. group]), StringComparer.Ordinal);

    private static string WriteFile(string namespaceName, ImmutableArray<Declaration> declarations)
    {
        NameClashes.Check(namespaceName, declarations);
        var code = new CodeWriter();
        // Question marks for its users; to look for null in code that nobody writes would take a fifth of the compiler's time.
        code.Line(GeneratedFolder.Header).Line("#nullable enable annotations").Open($"namespace {namespaceName}");
        foreach (var declaration in declarations)
            declaration.Write(code);
        return code.Close().ToString();
    }

    private IEnumerable<Declaration> Declarations()
    {
        ImmutableArray<Declaration> declared =
            [.. PackageDeclarations(), .. ModuleDeclarations(), .. _uses.Enums.Select(Declare), .. ObjectDeclarations()];
        return declared.Concat(_others.Besides(declared));
    }

    private IEnumerable<Declaration> PackageDeclarations()
    {
        ImmutableArray<string> helpers = ["Utilities", $"{_names.Package}ResourceTypeAttribute"];
        yield return new Declaration(
            _names.Root, helpers, "the package's helpers", code => UtilitiesWriter.Write(code, _schema, _names, _others));
        string[] result = _schema.IsBridged ? [ResourceWriter.TerraformConfig] : [];
        string[] provider = ["Provider", "ProviderArgs", .. result];
        yield return new Declaration(_names.Root, [.. provider], "the provider", _resources.WriteProvider);
        ImmutableArray<ObjectTypeSpec> configTypes =
            [.. _uses.Objects.Where(entry => entry.Use == TypeUse.Config).Select(entry => entry.Type)];
        yield return new Declaration(_names.Root, ["Config"], "the configuration", code => _config.Write(code, configTypes));
    }

    private IEnumerable<Declaration> ModuleDeclarations() =>
        _schema.Resources.Select(Declare).Concat(_schema.Functions.Select(Declare));

    private Declaration Declare(ResourceSpec resource)
    {
        var name = PackageNames.ClassName(resource.Token);
        string[] classes = resource.State is null ? [name, $"{name}Args"] : [name, $"{name}Args", $"{name}State"];
        return InModule(resource.Token, classes, code => _resources.Write(code, resource));
    }

    private Declaration Declare(FunctionSpec function)
    {
        var name = PackageNames.ClassName(function.Token);
        string[] args = function.Inputs.IsEmpty ? [] : [$"{name}Args", $"{name}InvokeArgs"];
        return InModule(function.Token, [name, .. args, $"{name}Result"], code => _functions.Write(code, function));
    }

    private Declaration Declare(EnumSpec spec)
    {
        var name = PackageNames.ClassName(spec.Token);
        return InModule(spec.Token, [name], code => EnumWriter.Write(code, name, spec, _faults.OfEnum(spec.Token)));
    }

    private Declaration InModule(string token, string[] classes, Action<CodeWriter> write) =>
        new(_names.Namespace(Token.Parse(token).Module), [.. classes], token, write);

    private IEnumerable<Declaration> ObjectDeclarations() =>
        from entry in _uses.Objects
        where entry.Use != TypeUse.Config
        let name = _names.TypeName(entry.Type.Token, entry.Use)
        let namespaceName = _names.TypeNamespace(entry.Type.Token, entry.Use)
        select new Declaration(namespaceName, [name], entry.Type.Token, code => WriteObject(code, name, entry.Type, entry.Use));

    private void WriteObject(CodeWriter code, string name, ObjectTypeSpec type, TypeUse use)
    {
        if (use is TypeUse.ResourceOutput or TypeUse.FunctionOutput)
            _outputs.Write(code, name, type.Properties, use);
        else
            _args.Write(code, name, type.Properties, use, use == TypeUse.FunctionArgument ? "InvokeArgs" : "ResourceArgs");
    }
}
