using Azure.Bicep.Types.Concrete;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>
/// Goes through a type of the package schema and its type by Microsoft side by side, and pairs the values of their enums.
/// </summary>
internal sealed class EnumComparison
{
    private readonly HashSet<(object, object)> _seen = [];

    /// <summary>An enum of the package schema, and what Microsoft's types say at the same place.</summary>
    /// <param name="Owner">The type of the package schema that has the property.</param>
    /// <param name="Property">The property's name in Pulumi.</param>
    /// <param name="Values">The values by the package schema, with its known faults mended.</param>
    /// <param name="Documented">The values by Microsoft.</param>
    public sealed record Pair(string Owner, string Property, IReadOnlyList<string> Values, IReadOnlyList<string> Documented);

    /// <summary>All pairs of a resource type.</summary>
    public static IReadOnlyList<Pair> Of(ResourceSchema schema, TypeBase body) =>
        [.. new EnumComparison().Object(schema.Body, body)];

    private IEnumerable<Pair> Object(ObjectSchema schema, TypeBase type)
    {
        if (!_seen.Add((schema, type))) yield break;
        foreach (var property in schema.Properties)
        {
            var holder = property.InProperties ? Member(type, "properties") : type;
            if (holder is null || Member(holder, property.ArmName) is not { } member) continue;
            foreach (var pair in Value(schema, property.Name, property.Type, member)) yield return pair;
        }
    }

    private IEnumerable<Pair> Value(ObjectSchema owner, string property, TypeSchema schema, TypeBase type)
    {
        switch (schema, type)
        {
            case (TypeSchema.Choice choice, UnionType union):
                var documented = union.Elements.Select(element => element.Type).OfType<StringLiteralType>()
                    .Select(literal => literal.Value).ToList();
                return documented.Count > 0 ? [new Pair(owner.Name, property, choice.Values, documented)] : [];
            case (TypeSchema.List list, ArrayType items):
                return Value(owner, property, list.Items, items.ItemType.Type);
            case (TypeSchema.Map map, ObjectType { AdditionalProperties: { } others }):
                return Value(owner, property, map.Values, others.Type);
            case (TypeSchema.Object known, _):
                return Object(known.Schema, type);
            case (TypeSchema.OneOf cases, DiscriminatedObjectType choice):
                return cases.Cases.SelectMany(pair => choice.Elements.TryGetValue(pair.Key, out var element)
                    ? Object(pair.Value, element.Type) : []);
            default:
                return [];
        }
    }

    private static TypeBase? Member(TypeBase type, string name) => type switch
    {
        ObjectType known when known.Properties.TryGetValue(name, out var property) => property.Type.Type,
        DiscriminatedObjectType choice when choice.BaseProperties.TryGetValue(name, out var property) => property.Type.Type,
        _ => null,
    };
}
