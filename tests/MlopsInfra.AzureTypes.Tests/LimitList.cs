using Azure.Bicep.Types.Concrete;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>
/// Goes through a type of the package schema and its type by Microsoft side by side, and notes what Microsoft's type says of
/// lengths, forms and ranges.
/// </summary>
internal sealed class LimitList
{
    private readonly HashSet<(object, object)> _seen = [];
    private readonly List<(string Owner, string Path, ValueLimit Limit)> _found = [];

    /// <summary>
    /// The limits of a resource type, by the type of the package schema that has the property, and its path there.
    /// </summary>
    public static IReadOnlyList<(string Owner, string Path, ValueLimit Limit)> Of(ResourceSchema schema, TypeBase body)
    {
        var list = new LimitList();
        list.Object(schema.Body, body);
        return list._found;
    }

    private void Object(ObjectSchema schema, TypeBase type)
    {
        if (!_seen.Add((schema, type))) return;
        foreach (var property in schema.Properties)
        {
            var holder = property.InProperties ? Member(type, "properties") : type;
            if (holder is not null && Member(holder, property.ArmName) is { } member)
                Value(schema.Name, property.ArmPath, property.Type, member);
        }
    }

    private void Value(string owner, string path, TypeSchema schema, TypeBase type)
    {
        if (LimitOf(type) is { IsNone: false } limit) _found.Add((owner, path, limit));
        switch (schema, type)
        {
            case (TypeSchema.List list, ArrayType items):
                Value(owner, $"{path}[]", list.Items, items.ItemType.Type);
                break;
            case (TypeSchema.Map map, ObjectType { AdditionalProperties: { } others }):
                Value(owner, $"{path}{{}}", map.Values, others.Type);
                break;
            case (TypeSchema.Object known, _):
                Object(known.Schema, type);
                break;
            case (TypeSchema.OneOf cases, DiscriminatedObjectType choice):
                foreach (var (name, known) in cases.Cases)
                {
                    if (choice.Elements.TryGetValue(name, out var element))
                        Object(known, Whole(choice, element.Type));
                }

                break;
        }
    }

    private static TypeBase Whole(DiscriminatedObjectType choice, TypeBase element) => element is not ObjectType known
        ? element
        : new ObjectType(known.Name, choice.BaseProperties.Concat(known.Properties).DistinctBy(pair => pair.Key).ToDictionary(),
            known.AdditionalProperties);

    private static ValueLimit LimitOf(TypeBase type) => type switch
    {
        StringType text => new(text.MinLength, text.MaxLength, text.Pattern),
        ArrayType list => new(list.MinLength, list.MaxLength),
        IntegerType number => new(number.MinValue, number.MaxValue),
        _ => new(),
    };

    private static TypeBase? Member(TypeBase type, string name) => type switch
    {
        ObjectType known when known.Properties.TryGetValue(name, out var property)
            && !property.Flags.HasFlag(ObjectTypePropertyFlags.ReadOnly) => property.Type.Type,
        DiscriminatedObjectType choice when choice.BaseProperties.TryGetValue(name, out var property) => property.Type.Type,
        _ => null,
    };
}
