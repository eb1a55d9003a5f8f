using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine.Bridged.Terraform;

/// <summary>
/// Inputs from what was read, as the bridge makes them (pkg/tfbridge/schema.go, ExtractInputsFromOutputs): a refresh changes the
/// values of inputs that were there before and adds none; a first reading takes what has to be given or has no default value.
/// One thing is done otherwise: a list takes all its items from what was read, where the bridge leaves new ones to the later
/// comparison with the state.
/// </summary>
internal static class TerraformInputs
{
    /// <summary>The inputs before, with the values of now.</summary>
    /// <param name="old">The inputs before.</param>
    /// <param name="state">What was read.</param>
    public static PropertyMap Refresh(PropertyMap old, PropertyMap state) => Refresh(old, state, out _);

    /// <summary>The inputs of what was not known before.</summary>
    /// <param name="type">The type's inputs.</param>
    /// <param name="state">What was read.</param>
    public static PropertyMap Extract(TerraformObject type, PropertyMap state)
    {
        var members = new List<KeyValuePair<string, PropertyValue>>();
        foreach (var property in type.Properties)
        {
            if (!state.TryGetValue(property.Schema.Name, out var value)) continue;
            value = Extract(property, value);
            if (property.Schema.Required || !IsDefaultOrZero(property, value))
                members.Add(KeyValuePair.Create(property.Schema.Name, value));
        }

        return new PropertyMap(members).With(ReservedKeys.Defaults, new PropertyValue.List([]));
    }

    private static PropertyMap Refresh(PropertyMap old, PropertyMap state, out bool isUnchanged)
    {
        isUnchanged = true;
        var members = new Dictionary<string, PropertyValue>(StringComparer.Ordinal);
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, before) in old.Where(member => !ReservedKeys.IsReserved(member.Key)))
        {
            var same = false;
            if (state.TryGetValue(name, out var now)) members[name] = Refresh(before, now, out same);
            if (!same) changed.Add(name);
        }

        if (changed.Count > 0) isUnchanged = false;
        if (old.TryGetValue(ReservedKeys.Defaults, out var defaults) && defaults is PropertyValue.List names)
            members[ReservedKeys.Defaults] = new PropertyValue.List([.. names.Items.Where(item =>
                item is not PropertyValue.Text name || !changed.Contains(name.Value))]);
        return new PropertyMap(members);
    }

    private static PropertyValue Refresh(PropertyValue old, PropertyValue now, out bool isUnchanged)
    {
        switch (old, now)
        {
            case (PropertyValue.Secret secret, _):
                var inner = Refresh(secret.Value, now.WithoutSecretMark, out isUnchanged);
                return isUnchanged ? old : new PropertyValue.Secret(inner);
            case (_, PropertyValue.Secret secret):
                inner = Refresh(old, secret.Value, out isUnchanged);
                return isUnchanged ? old : new PropertyValue.Secret(inner);
            case (PropertyValue.Obj before, PropertyValue.Obj after):
                return new PropertyValue.Obj(Refresh(before.Members, after.Members, out isUnchanged));
            case (PropertyValue.List before, PropertyValue.List after):
                isUnchanged = before.Items.Length == after.Items.Length;
                var items = new List<PropertyValue>(after.Items.Length);
                for (var i = 0; i < after.Items.Length; i++)
                {
                    if (i >= before.Items.Length)
                    {
                        items.Add(after.Items[i]);
                        continue;
                    }

                    items.Add(Refresh(before.Items[i], after.Items[i], out var same));
                    isUnchanged &= same;
                }

                return new PropertyValue.List([.. items]);
            default:
                isUnchanged = old.Equals(now);
                return now;
        }
    }

    private static PropertyValue Extract(TerraformProperty? property, PropertyValue value) => value switch
    {
        PropertyValue.Secret secret => new PropertyValue.Secret(Extract(property, secret.Value)),
        PropertyValue.List list => new PropertyValue.List([.. list.Items.Select(item => Extract(property, item))]),
        PropertyValue.Obj known when property?.Members is { } members => new PropertyValue.Obj(Extract(members, known.Members)),
        PropertyValue.Obj known => new PropertyValue.Obj(known.Members.With(ReservedKeys.Defaults, new PropertyValue.List([]))),
        _ => value,
    };

    private static bool IsDefaultOrZero(TerraformProperty property, PropertyValue value) => property.Default is { } standard
        ? standard.Equals(value.WithoutSecretMark)
        : value.WithoutSecretMark switch
        {
            PropertyValue.NullValue or PropertyValue.Bool { Value: false } or PropertyValue.Number { Value: 0 }
                or PropertyValue.Text { Value.Length: 0 } => true,
            PropertyValue.List list => list.Items.IsEmpty,
            PropertyValue.Obj known => known.Members.Keys.All(ReservedKeys.IsReserved),
            _ => false,
        };
}
