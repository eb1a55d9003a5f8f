namespace MlopsInfra.LocalEngine.Values;

/// <summary>
/// Turns what a program registers into what a provider understands: references become ids, outputs their values.
/// </summary>
internal static class ProviderInputs
{
    /// <summary>The inputs without references and outputs; the same object if there are none.</summary>
    public static PropertyMap Of(PropertyMap inputs) =>
        inputs.Values.Any(HasSpecial)
            ? new PropertyMap(inputs.Select(input => KeyValuePair.Create(input.Key, Plain(input.Value)))) : inputs;

    private static bool HasSpecial(PropertyValue value) => value switch
    {
        PropertyValue.Reference or PropertyValue.Output => true,
        PropertyValue.List list => list.Items.Any(HasSpecial),
        PropertyValue.Obj obj => obj.Members.Values.Any(HasSpecial),
        PropertyValue.Secret secret => HasSpecial(secret.Value),
        PropertyValue.Archive archive => archive.Entries.Values.Any(HasSpecial),
        _ => false,
    };

    private static PropertyValue Plain(PropertyValue value) => value switch
    {
        PropertyValue.Reference reference => reference.Id ?? reference.Urn,
        PropertyValue.Output { Value: null } => PropertyValue.Unknown,
        PropertyValue.Output { IsSecret: true } output => new PropertyValue.Secret(Plain(output.Value!).WithoutSecretMark),
        PropertyValue.Output output => Plain(output.Value!),
        PropertyValue.List list => new PropertyValue.List([.. list.Items.Select(Plain)]),
        PropertyValue.Obj obj => new PropertyValue.Obj(Of(obj.Members)),
        PropertyValue.Secret secret => new PropertyValue.Secret(Plain(secret.Value).WithoutSecretMark),
        PropertyValue.Archive archive => archive with { Entries = Of(archive.Entries) },
        _ => value,
    };
}
