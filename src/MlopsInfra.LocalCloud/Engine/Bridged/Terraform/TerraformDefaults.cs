using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine.Bridged.Terraform;

/// <summary>
/// Fills in what a program leaves out, as the Pulumi Terraform bridge does (pkg/tfbridge/schema.go, applyDefaults): Terraform's
/// defaults and automatic names, with the names of what was filled in as <c>__defaults</c> beside them, in every object. A value
/// that was filled in before stays, so that another default of a newer version changes nothing that exists; of an object without
/// <c>__defaults</c> every value counts as such. One thing is more than the bridge does: it heeds exclusions among the members of
/// one object only, here they count wherever they are. All the defaults that this leaves out are empty ones, and with or without
/// them is no difference.
/// </summary>
internal sealed class TerraformDefaults
{
    private readonly HashSet<string> _excluded;
    private readonly TerraformPresence _given;

    private TerraformDefaults(TerraformObject type, PropertyMap given)
    {
        _given = new TerraformPresence(type, given);
        var present = _given.Places().Where(place => place.Value is not null).ToList();
        _excluded = present.SelectMany(place => Exclusions(place.Property)).ToHashSet(StringComparer.Ordinal);
        // What has been given is not filled in; and what it excludes is not, whichever of the two says so.
        _excluded.UnionWith(from place in _given.Places()
                            where place.Value is null && Exclusions(place.Property).Any(path => _given.Find(path) is not null)
                            select place.Property.Path);
    }

    /// <summary>Fills in.</summary>
    /// <param name="type">The type's inputs.</param>
    /// <param name="old">The inputs of the last deployment; null if there was none.</param>
    /// <param name="given">What the program says.</param>
    /// <param name="automaticName">The name to give it if it takes one and has none; null if it takes none.</param>
    public static PropertyMap Fill(TerraformObject type, PropertyMap? old, PropertyMap given, string? automaticName) =>
        new TerraformDefaults(type, given).Members(type, old, given, automaticName);

    private static IEnumerable<string> Exclusions(TerraformProperty property) =>
        property.ConflictsWith.Concat(property.ExactlyOneOf.Where(path => path != property.Path));

    private PropertyMap Members(TerraformObject? type, PropertyMap? old, PropertyMap given, string? automaticName)
    {
        var result = given.ToDictionary(
            member => member.Key,
            member => Value(type?.Find(member.Key), old?.GetValueOrDefault(member.Key), member.Value),
            StringComparer.Ordinal);
        var defaults = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var property in type?.Properties ?? [])
        {
            var name = property.Schema.Name;
            if (given.TryGetValue(name, out var there) && there is not PropertyValue.NullValue) continue;
            var value = name == "name" && automaticName is not null ? automaticName : Default(property);
            if (value is null || _excluded.Contains(property.Path)) continue;
            result[name] = Value(property, null, Before(old, name) ?? value);
            defaults.Add(name);
        }

        result[ReservedKeys.Defaults] = new PropertyValue.List([.. defaults.Select(name => (PropertyValue)name)]);
        return new PropertyMap(result);
    }

    private PropertyValue Value(TerraformProperty? property, PropertyValue? old, PropertyValue given) =>
        (given, old?.WithoutSecretMark) switch
    {
        (PropertyValue.Secret secret, _) => new PropertyValue.Secret(Value(property, old, secret.Value).WithoutSecretMark),
        (PropertyValue.Text or PropertyValue.Number or PropertyValue.Bool, _) when property is { Sensitive: true } =>
            new PropertyValue.Secret(given),
        (PropertyValue.Obj known, var before) =>
            new PropertyValue.Obj(Members(property?.Members, (before as PropertyValue.Obj)?.Members, known.Members, null)),
        (PropertyValue.List list, var before) => new PropertyValue.List(
            [.. list.Items.Select((item,
                i) => Value(property, (before as PropertyValue.List)?.Items.ElementAtOrDefault(i), item))]),
        _ => given,
    };

    /// <summary>
    /// Nothing where two that exclude each other have defaults (then none is set), and for what is on its way out.
    /// </summary>
    private PropertyValue? Default(TerraformProperty property)
    {
        if (property.Default is null || property.Schema is { Deprecated: true, Required: false }) return null;
        return Exclusions(property).Any(path => _given.Property(path)?.Default is not null) ? null : property.Default;
    }

    private static PropertyValue? Before(PropertyMap? old, string name) =>
        old is not null && old.TryGetValue(name, out var value) && value is not PropertyValue.NullValue
            && ReservedKeys.WasFilledIn(old, name) != false ? value : null;
}
