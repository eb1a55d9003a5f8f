using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>Reduces what the cloud answers to what an input can hold.</summary>
internal static class InputReduction
{
    /// <summary>The part of outputs that could be inputs.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="schema">The inputs.</param>
    public static PropertyMap Of(PropertyMap outputs, ObjectSchema schema)
    {
        var members = new List<KeyValuePair<string, PropertyValue>>();
        foreach (var property in schema.Properties)
        {
            if (!outputs.TryGetValue(property.Name, out var value) || value is PropertyValue.NullValue) continue;
            members.Add(KeyValuePair.Create(property.Name, Of(value, property.Type)));
        }

        return new PropertyMap(members);
    }

    private static PropertyValue Of(PropertyValue value, TypeSchema type) => (type, value) switch
    {
        (_, PropertyValue.Secret secret) => new PropertyValue.Secret(Of(secret.Value, type)),
        (TypeSchema.IdentitySet, PropertyValue.Obj identities) =>
            new PropertyValue.List([.. identities.Members.Keys.Select(id => (PropertyValue)id)]),
        (TypeSchema.Object known, PropertyValue.Obj members) => Of(members.Members, known.Schema),
        (TypeSchema.OneOf union, PropertyValue.Obj members) when Case(union, members.Members) is { } schema =>
            Of(members.Members, schema),
        (TypeSchema.List list, PropertyValue.List items) =>
            new PropertyValue.List([.. items.Items.Select(item => Of(item, list.Items))]),
        (TypeSchema.Map map, PropertyValue.Obj entries) => new PropertyMap(
            entries.Members.Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value, map.Values)))),
        _ => value,
    };

    private static ObjectSchema? Case(TypeSchema.OneOf union, PropertyMap members) =>
        members.TryGetValue(union.Discriminator, out var name) && name.WithoutSecretMark is PropertyValue.Text text
            ? union.Cases.GetValueOrDefault(text.Value) : null;
}
