using Azure.Bicep.Types.Concrete;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>Goes through the types of the package schema and Microsoft's side by side.</summary>
internal sealed class TypePairs
{
    private readonly HashSet<(object, object)> _seen = [];
    private readonly List<TypePair> _found = [];

    /// <summary>
    /// The pairs of all resource types. Where Microsoft's types lack the version that the package uses, the newest one counts.
    /// </summary>
    public static IReadOnlyList<TypePair> OfPackage { get; } = Compare();

    private static List<TypePair> Compare()
    {
        var (types, package) = (new AzureTypeCatalog(), new AzureCatalog());
        return
        [
            .. from resource in package.Package.ArmTypes()
               let schema = package.Package.FindResource(resource.Token)!
               let body = types.FindBody(schema.ArmType, schema.ApiVersion)
                   ?? ApiVersions.Sorted(types.VersionsOf(schema.ArmType)).Select(version =>
                       types.FindBody(schema.ArmType, version)).FirstOrDefault()
               where body is not null
               from pair in Of(schema, body)
               select pair,
        ];
    }

    private static List<TypePair> Of(ResourceSchema schema, TypeBase body)
    {
        var pairs = new TypePairs();
        pairs.Object(schema.Body, body);
        return pairs._found;
    }

    private void Object(ObjectSchema schema, TypeBase type)
    {
        if (!_seen.Add((schema, type))) return;
        foreach (var property in schema.Properties)
        {
            var holder = property.InProperties ? Member(type, "properties") : type;
            if (holder is not null && Member(holder, property.ArmName) is { } member)
                Value(new TypePair(schema.Name, property.Name, property.ArmPath, property.Type, member));
        }
    }

    private void Value(TypePair pair)
    {
        _found.Add(pair);
        switch (pair.Declared, pair.Documented)
        {
            case (TypeSchema.List list, ArrayType items):
                Value(pair with { Path = $"{pair.Path}[]", Declared = list.Items, Documented = items.ItemType.Type });
                break;
            case (TypeSchema.Map map, ObjectType { AdditionalProperties: { } others }):
                Value(pair with { Path = $"{pair.Path}{{}}", Declared = map.Values, Documented = others.Type });
                break;
            case (TypeSchema.Object known, _):
                Object(known.Schema, pair.Documented);
                break;
            case (TypeSchema.OneOf cases, DiscriminatedObjectType choice):
                foreach (var (name, known) in cases.Cases)
                {
                    if (choice.Elements.TryGetValue(name, out var element)) Object(known, Whole(choice, element.Type));
                }

                break;
        }
    }

    private static TypeBase Whole(DiscriminatedObjectType choice, TypeBase element) => element is not ObjectType known
        ? element
        : new ObjectType(known.Name, choice.BaseProperties.Concat(known.Properties).DistinctBy(pair => pair.Key).ToDictionary(),
            known.AdditionalProperties);

    private static TypeBase? Member(TypeBase type, string name) => type switch
    {
        ObjectType known when known.Properties.TryGetValue(name, out var property)
            && !property.Flags.HasFlag(ObjectTypePropertyFlags.ReadOnly) => property.Type.Type,
        DiscriminatedObjectType choice when choice.BaseProperties.TryGetValue(name, out var property) => property.Type.Type,
        _ => null,
    };
}
