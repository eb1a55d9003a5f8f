using System.Collections.Immutable;

namespace MlopsInfra.LocalEngine.Values;

/// <summary>
/// Keeps secrets secret on their way through a provider, and takes the marks off where a value has to be plain.
/// </summary>
public static class SecretMarks
{
    /// <summary>
    /// Outputs with what is secret in the inputs marked in them, too, and the named ones as a whole. A program takes back
    /// exactly the marks that it is given.
    /// </summary>
    /// <param name="outputs">What the provider answered.</param>
    /// <param name="inputs">What it was asked for.</param>
    /// <param name="additional">Outputs that are secret as a whole.</param>
    public static PropertyMap Carry(PropertyMap outputs, PropertyMap inputs, ImmutableArray<string> additional)
    {
        if (!inputs.ContainsSecrets && additional.IsDefaultOrEmpty) return outputs;
        return new PropertyMap(outputs.Select(output => KeyValuePair.Create(output.Key, Carry(output, inputs, additional))));
    }

    /// <summary>Without any mark, at any depth.</summary>
    /// <param name="map">The values.</param>
    public static PropertyMap Remove(PropertyMap map) =>
        map.ContainsSecrets ? new PropertyMap(map.Select(member => KeyValuePair.Create(member.Key, Remove(member.Value)))) : map;

    private static PropertyValue Carry(KeyValuePair<string, PropertyValue> output, PropertyMap inputs,
        ImmutableArray<string> additional)
    {
        if (additional.Contains(output.Key)) return Mark(output.Value);
        return inputs.TryGetValue(output.Key, out var input) && input.ContainsSecrets ? Like(output.Value, input) : output.Value;
    }

    private static PropertyValue Like(PropertyValue value, PropertyValue input) => (value, input) switch
    {
        (PropertyValue.Secret, _) => value,
        (_, PropertyValue.Secret) => Mark(value),
        (_, { ContainsSecrets: false }) => value,
        (PropertyValue.Obj obj, PropertyValue.Obj other) => new PropertyValue.Obj(new PropertyMap(obj.Members.Select(member =>
            KeyValuePair.Create(member.Key,
                other.Members.TryGetValue(member.Key, out var theirs) ? Like(member.Value, theirs) : member.Value)))),
        (PropertyValue.List list, PropertyValue.List other) when list.Items.Length == other.Items.Length =>
            new PropertyValue.List([.. list.Items.Select((item, i) => Like(item, other.Items[i]))]),
        // The cloud gave it another shape: which part is the secret can't be told.
        _ => Mark(value),
    };

    private static PropertyValue Mark(PropertyValue value) => value switch
    {
        PropertyValue.Secret or PropertyValue.UnknownValue => value,
        _ => new PropertyValue.Secret(RemoveInside(value)),
    };

    private static PropertyValue Remove(PropertyValue value) =>
        value.ContainsSecrets ? RemoveInside(value.WithoutSecretMark) : value;

    private static PropertyValue RemoveInside(PropertyValue value) => value switch
    {
        { ContainsSecrets: false } => value,
        PropertyValue.Secret secret => RemoveInside(secret.Value),
        PropertyValue.Obj obj => new PropertyValue.Obj(Remove(obj.Members)),
        PropertyValue.List list => new PropertyValue.List([.. list.Items.Select(Remove)]),
        PropertyValue.Archive archive => archive with { Entries = Remove(archive.Entries) },
        PropertyValue.Output output =>
            output with { Value = output.Value is null ? null : Remove(output.Value), IsSecret = false },
        _ => value,
    };
}
