using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>
/// Marks what a package schema calls secret, at any depth: programs in some languages do not, and configuration often does not.
/// </summary>
internal static class SchemaSecrets
{
    /// <summary>The values with all that is secret marked; the same object if there is nothing to mark.</summary>
    /// <param name="values">Inputs, outputs or configuration.</param>
    /// <param name="schemas">What they may be shaped like; the first that knows a property counts.</param>
    public static PropertyMap Mark(PropertyMap values, params ReadOnlySpan<ObjectSchema> schemas)
    {
        Dictionary<string, PropertyValue>? marked = null;
        foreach (var (name, value) in values)
        {
            if (Find(schemas, name) is not { } property || Mark(value, property) is var now && ReferenceEquals(now, value))
                continue;
            (marked ??= values.ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal))[name] = now;
        }

        return marked is null ? values : new PropertyMap(marked);
    }

    private static PropertySchema? Find(ReadOnlySpan<ObjectSchema> schemas, string name)
    {
        foreach (var schema in schemas)
        {
            if (schema.Find(name) is { } property) return property;
        }

        return null;
    }

    private static PropertyValue Mark(PropertyValue value, PropertySchema property) => property.Secret
        ? value is PropertyValue.Secret or PropertyValue.UnknownValue or PropertyValue.NullValue
            ? value : new PropertyValue.Secret(value)
        : Inside(value, property.Type);

    private static PropertyValue Inside(PropertyValue value, TypeSchema type) => (value, type) switch
    {
        (PropertyValue.Obj known, TypeSchema.Object schema) => Members(known, schema.Schema),
        (PropertyValue.Obj known, TypeSchema.OneOf union) when Case(known, union) is { } schema => Members(known, schema),
        (PropertyValue.Obj map, TypeSchema.Map { Values: var values }) => Each(map, values),
        (PropertyValue.List list, TypeSchema.List { Items: var items }) => Each(list, items),
        // Configuration has objects as JSON text.
        (PropertyValue.Text, TypeSchema.Object { Schema.Properties: var properties })
            when properties.Any(property => property.Secret) => new PropertyValue.Secret(value),
        // Below a mark everything is secret already.
        _ => value,
    };

    private static PropertyValue.Obj Members(PropertyValue.Obj value, ObjectSchema schema) =>
        Mark(value.Members, schema) is var marked && ReferenceEquals(marked, value.Members)
            ? value : new PropertyValue.Obj(marked);

    private static PropertyValue.Obj Each(PropertyValue.Obj value, TypeSchema type)
    {
        var marked = new PropertyMap(value.Members.Select(member => KeyValuePair.Create(member.Key, Inside(member.Value, type))));
        return marked.Equals(value.Members) ? value : new PropertyValue.Obj(marked);
    }

    private static PropertyValue.List Each(PropertyValue.List value, TypeSchema type)
    {
        var marked = new PropertyValue.List([.. value.Items.Select(item => Inside(item, type))]);
        return marked.Equals(value) ? value : marked;
    }

    private static ObjectSchema? Case(PropertyValue.Obj value, TypeSchema.OneOf union) =>
        value.Members.GetValueOrDefault(union.Discriminator)?.WithoutSecretMark is PropertyValue.Text name
            ? union.Cases.GetValueOrDefault(name.Value) : null;
}
