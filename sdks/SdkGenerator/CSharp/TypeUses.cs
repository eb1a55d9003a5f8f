using System.Collections.Immutable;
using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>
/// Which types a package needs, and for what: only what a program can name is generated. Types that C# sees only as a part
/// of an object (a union of three or more among the outputs) are left out.
/// </summary>
internal sealed class TypeUses
{
    private readonly PackageSchema _schema;
    private readonly CSharpTypes _types;
    private readonly SortedSet<(string Token, TypeUse Use)> _objects = [];
    private readonly SortedSet<string> _enums = new(StringComparer.Ordinal);

    /// <summary>Finds the types used in a package.</summary>
    public TypeUses(PackageSchema schema, CSharpTypes types)
    {
        _schema = schema;
        _types = types;
        foreach (var resource in schema.Resources)
        {
            Visit(resource.Inputs, TypeUse.ResourceInput);
            Visit(resource.State ?? [], TypeUse.ResourceState);
            Visit(resource.Outputs, TypeUse.ResourceOutput);
        }

        // Of what a provider was given only strings come back.
        Visit(schema.Provider.Inputs, TypeUse.ResourceInput);

        foreach (var function in schema.Functions)
        {
            Visit(function.Inputs, TypeUse.FunctionArgument);
            Visit(function.Inputs, TypeUse.FunctionInput);
            // Only bridged packages have classes of their own for the parts of a result.
            Visit(function.Outputs, schema.IsBridged ? TypeUse.FunctionOutput : TypeUse.ResourceOutput);
        }

        Visit(schema.Config, TypeUse.Config);
    }

    /// <summary>The object types with their uses, sorted by token.</summary>
    public IEnumerable<(ObjectTypeSpec Type, TypeUse Use)> Objects =>
        _objects.Select(entry => (_schema.ObjectTypes[entry.Token], entry.Use));

    /// <summary>The enums, sorted by token.</summary>
    public IEnumerable<EnumSpec> Enums => _enums.Select(token => _schema.Enums[token]);

    private void Visit(ImmutableArray<PropertySpec> properties, TypeUse use)
    {
        foreach (var token in properties.SelectMany(property => _types.NamedReferences(property.Type, use)))
        {
            if (_schema.Enums.ContainsKey(token))
                _enums.Add(token);
            else if (_objects.Add((token, use)))
                Visit(_schema.ObjectTypes[token].Properties, use);
        }
    }
}
