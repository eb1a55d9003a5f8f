using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Review;

/// <summary>One form for one content: programs hand over the members of an object in any order.</summary>
internal static class Canonical
{
    /// <summary>The same values, every object's members in order of name.</summary>
    /// <param name="map">The values.</param>
    public static PropertyMap Of(PropertyMap map) =>
        new(map.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Of(member.Value))));

    private static PropertyValue Of(PropertyValue value) => value switch
    {
        PropertyValue.Obj obj => new PropertyValue.Obj(Of(obj.Members)),
        PropertyValue.List list => new PropertyValue.List([.. list.Items.Select(Of)]),
        PropertyValue.Secret secret => new PropertyValue.Secret(Of(secret.Value)),
        PropertyValue.Output { Value: { } known } output => output with { Value = Of(known) },
        PropertyValue.Archive archive => archive with { Entries = Of(archive.Entries) },
        _ => value,
    };
}
