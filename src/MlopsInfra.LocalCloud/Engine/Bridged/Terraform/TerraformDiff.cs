using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine.Bridged.Terraform;

/// <summary>
/// What differs between old and new inputs as Terraform sees it: a property that the service may decide is no difference where
/// the program leaves it out, an empty text is as good as none, and only <c>ForceNew</c> needs a new resource. On a block that
/// flag is about whether it is there; its members have flags of their own. In a type that can't be changed in place every change
/// needs one.
/// </summary>
internal sealed class TerraformDiff
{
    private readonly List<PropertyChange> _changes = [];
    private readonly TerraformType _type;
    private readonly DiffRequest _request;
    private readonly SuppressedDifferences _suppressed;

    private TerraformDiff(TerraformType type, DiffRequest request) =>
        (_type, _request, _suppressed) = (type, request, new SuppressedDifferences(type, request));

    /// <summary>The changes.</summary>
    /// <param name="type">The type.</param>
    /// <param name="request">Old and new inputs.</param>
    public static IReadOnlyList<PropertyChange> Between(TerraformType type, DiffRequest request)
    {
        var diff = new TerraformDiff(type, request);
        diff.Members(type.Inputs, request.OldInputs, request.NewInputs, "", replace: false);
        return diff._changes;
    }

    private void Members(TerraformObject? schema, PropertyMap old, PropertyMap now, string path, bool replace)
    {
        foreach (var key in old.Keys.Union(now.Keys).Where(key => !ReservedKeys.IsReserved(key)))
        {
            var property = schema?.Find(key);
            var (before, after) = (Present(old, key), Present(now, key));
            if (before is null && after is null) continue;
            if (before is null && ReservedKeys.WasFilledIn(now, key) == true && (WasInForce(old, key, after!) || IsZero(after!)))
                continue;
            if (after is null && ReservedKeys.WasFilledIn(old, key) == true && IsZero(before!)) continue;
            if (after is null && property is { OptionalComputed: true }) continue;
            Values(property, before, after, PropertyPath.Append(path, key), replace || property is { ForceNew: true });
        }
    }

    private void Values(TerraformProperty? property, PropertyValue? old, PropertyValue? now, string path, bool replace)
    {
        // The old one holds an unknown where it could not be decrypted; then both are the same unreadable default.
        if (Equals(old, now)) return;
        if (_suppressed.Hides(property, old, now)) return;
        switch (old, now)
        {
            case (PropertyValue.Obj before, PropertyValue.Obj after):
                // The members of a block have flags of their own; the keys of a map have the map's.
                Members(property?.Members, before.Members, after.Members, path, replace && property?.Members is null);
                break;
            case (PropertyValue.List before, PropertyValue.List after):
                for (var i = 0; i < Math.Max(before.Items.Length, after.Items.Length); i++)
                {
                    var (item, other) = (before.Items.ElementAtOrDefault(i), after.Items.ElementAtOrDefault(i));
                    Values(property, Plain(item), Plain(other), $"{path}[{i}]", replace);
                }

                break;
            default:
                var kind =
                    old is null ? PropertyChangeKind.Add : now is null ? PropertyChangeKind.Delete : PropertyChangeKind.Update;
                _changes.Add(new PropertyChange(path, kind, replace || !_type.Updatable));
                break;
        }
    }

    /// <summary>
    /// A default that nobody had written down when this was deployed was in force all the same; one of a newer version is if the
    /// service had that value anyway.
    /// </summary>
    private bool WasInForce(PropertyMap old, string key, PropertyValue value) => !old.ContainsKey(ReservedKeys.Defaults)
        || (ReferenceEquals(old, _request.OldInputs) && Equals(Plain(_request.OldOutputs.GetValueOrDefault(key)), value));

    private static bool IsZero(PropertyValue value) =>
        value is PropertyValue.Bool { Value: false } or PropertyValue.Number { Value: 0 };

    private static PropertyValue? Present(PropertyMap values, string key) =>
        Plain(values.GetValueOrDefault(key)) is { } value
            and not (PropertyValue.NullValue or PropertyValue.Text { Value.Length: 0 }) ? value : null;

    private static PropertyValue? Plain(PropertyValue? value) => value switch
    {
        PropertyValue.Secret secret => Plain(secret.Value),
        PropertyValue.Output output => output.Value is null ? PropertyValue.Unknown : Plain(output.Value),
        _ => value,
    };
}
