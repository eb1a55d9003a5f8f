using System.Collections.Immutable;
using CsCheck;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Tests.Catalog;

/// <summary>Makes values that fit a schema.</summary>
internal static class SchemaValues
{
    private static Gen<PropertyValue> Text => Gen.Char["ab /~01.é"].Array[1, 6].Select(chars => (PropertyValue)new string(chars));

    private static Gen<string> Key => Gen.Char.AlphaNumeric.Array[1, 6].Select(chars => new string(chars));

    /// <param name="schema">The schema.</param>
    /// <param name="depth">How many objects stand in each other at most.</param>
    /// <param name="isComplete">Whether every property of the outermost object has a value.</param>
    public static Gen<PropertyMap> Of(ObjectSchema schema, int depth = 3, bool isComplete = false)
    {
        Gen<ImmutableList<(string Name, PropertyValue? Value)>> all =
            Gen.Const(ImmutableList<(string Name, PropertyValue? Value)>.Empty);
        foreach (var property in schema.Properties.Where(property => property.Required || depth > 0))
        {
            all = Gen.Select(all, Gen.Bool, Of(property, depth - 1))
                .Select((list, given, value) => given || isComplete || property.Required
                    ? list.Add((property.Name, value)) : list);
        }

        return all.Select(list => new PropertyMap(list.Select(item => KeyValuePair.Create(item.Name, item.Value!))));
    }

    private static Gen<PropertyValue> Of(PropertySchema property, int depth) =>
        property.Constant is { } constant ? Gen.Const<PropertyValue>(constant) : Of(property.Type, depth);

    private static Gen<PropertyValue> Of(TypeSchema type, int depth) => type switch
    {
        TypeSchema.Primitive { Kind: PrimitiveKind.Boolean } => Gen.Bool.Select(value => (PropertyValue)value),
        TypeSchema.Primitive { Kind: PrimitiveKind.Integer } => Gen.Int[0, 1000].Select(value => (PropertyValue)(double)value),
        TypeSchema.Primitive { Kind: PrimitiveKind.Number } => Gen.Int[0, 1000].Select(value => (PropertyValue)(value / 8.0)),
        TypeSchema.Primitive => Text,
        TypeSchema.Choice choice => Gen.OneOf([.. choice.Values.Select(Gen.Const)]).Select(value => (PropertyValue)value),
        TypeSchema.List list =>
            Of(list.Items, depth).Array[0, 2].Select(items => (PropertyValue)new PropertyValue.List([.. items])),
        TypeSchema.Map map =>
            Gen.Dictionary(Key, Of(map.Values, depth))[0, 2].Select(entries => (PropertyValue)new PropertyMap(entries)),
        TypeSchema.IdentitySet => Key.Array[1, 2].Select(ids =>
            (PropertyValue)new PropertyValue.List([.. ids.Distinct().Select(id => (PropertyValue)$"/id/{id}")])),
        TypeSchema.Object known => Of(known.Schema, depth).Select(map => (PropertyValue)map),
        TypeSchema.OneOf union =>
            Gen.OneOf([.. union.Cases.Values.Select(schema => Of(schema, depth).Select(map => (PropertyValue)map))]),
        _ => Text,
    };
}
