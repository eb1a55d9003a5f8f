namespace MlopsInfra.LocalEngine.Values;

/// <summary>
/// Members that providers keep among the inputs for themselves: their names begin with two underscores, and they are no
/// properties.
/// </summary>
public static class ReservedKeys
{
    /// <summary>The names of the members beside it that the provider filled in, as bridged providers write them.</summary>
    public const string Defaults = "__defaults";

    /// <summary>Whether a key is a provider's own.</summary>
    /// <param name="key">The key.</param>
    public static bool IsReserved(string key) => key.StartsWith("__", StringComparison.Ordinal);

    /// <summary>Whether a member was filled in by the provider; null if nothing is noted of that.</summary>
    /// <param name="members">The members.</param>
    /// <param name="name">The member's name.</param>
    public static bool? WasFilledIn(PropertyMap members, string name) =>
        members.TryGetValue(Defaults, out var value) && value is PropertyValue.List list
            ? list.Items.Any(item => item is PropertyValue.Text text && text.Value == name) : null;

    /// <summary>Without them, at any depth.</summary>
    /// <param name="members">The members.</param>
    public static PropertyMap Remove(PropertyMap members) =>
        members.Any(member => IsReserved(member.Key) || HasReserved(member.Value))
            ? new PropertyMap(members.Where(member => !IsReserved(member.Key))
                .Select(member => KeyValuePair.Create(member.Key, Remove(member.Value))))
            : members;

    /// <summary>What was said, without what a provider filled in and its own members, at any depth.</summary>
    /// <param name="members">The members.</param>
    public static PropertyMap Said(PropertyMap members) =>
        members.Any(member => IsReserved(member.Key) || HasReserved(member.Value))
        ? new PropertyMap(members.Where(member => !IsReserved(member.Key) && WasFilledIn(members, member.Key) != true)
            .Select(member => KeyValuePair.Create(member.Key, Said(member.Value))))
        : members;

    private static PropertyValue Said(PropertyValue value) => value switch
    {
        PropertyValue.Obj known => new PropertyValue.Obj(Said(known.Members)),
        PropertyValue.List list => new PropertyValue.List([.. list.Items.Select(Said)]),
        PropertyValue.Secret secret => new PropertyValue.Secret(Said(secret.Value)),
        _ => value,
    };

    private static PropertyValue Remove(PropertyValue value) => value switch
    {
        PropertyValue.Obj known => new PropertyValue.Obj(Remove(known.Members)),
        PropertyValue.List list => new PropertyValue.List([.. list.Items.Select(Remove)]),
        PropertyValue.Secret secret => new PropertyValue.Secret(Remove(secret.Value)),
        _ => value,
    };

    private static bool HasReserved(PropertyValue value) => value switch
    {
        PropertyValue.Obj known => known.Members.Any(member => IsReserved(member.Key) || HasReserved(member.Value)),
        PropertyValue.List list => list.Items.Any(HasReserved),
        PropertyValue.Secret secret => HasReserved(secret.Value),
        _ => false,
    };
}
