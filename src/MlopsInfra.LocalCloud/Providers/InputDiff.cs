using MlopsInfra.LocalCloud.Catalog;
using MlopsInfra.LocalCloud.Rules;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Providers;

/// <summary>What differs between old and new inputs, property by property, and what of it can't be changed in place.</summary>
internal sealed class InputDiff
{
    private readonly List<PropertyChange> _changes = [];
    private readonly Func<string, bool> _forcesReplacement;

    private InputDiff(Func<string, bool> forcesReplacement) => _forcesReplacement = forcesReplacement;

    /// <summary>The changes.</summary>
    /// <param name="old">The old inputs.</param>
    /// <param name="now">The new ones.</param>
    /// <param name="find">A property of the type by its name.</param>
    /// <param name="forcesReplacement">Whether a change at a path of the body can't be done in place.</param>
    public static IReadOnlyList<PropertyChange> Between(PropertyMap old, PropertyMap now, Func<string, PropertySchema?> find, Func<string, bool> forcesReplacement)
    {
        var diff = new InputDiff(forcesReplacement);
        diff.Members(old, now, find, "", "", false);
        return diff._changes;
    }

    private void Members(PropertyMap old, PropertyMap now, Func<string, PropertySchema?> find, string path, string armPath, bool replace)
    {
        foreach (var key in old.Keys.Union(now.Keys).Where(key => !key.StartsWith("__", StringComparison.Ordinal)))
        {
            var (before, after) = (Present(old, key), Present(now, key));
            if (before is null && after is null) continue;
            var property = find(key);
            var at = PropertyPath.Append(path, key);
            var armAt = JsonPathOf(armPath, property?.ArmPath ?? key);
            // A flag of the schema holds for all below; the table of what Azure can't change is asked for each change itself.
            var inherited = replace || property is { ForcesReplacement: true };
            if (key == "location" && path.Length == 0 && SameRegion(before, after)) continue;
            if (before is null) Add(at, armAt, PropertyChangeKind.Add, inherited);
            else if (after is null) Add(at, armAt, PropertyChangeKind.Delete, inherited);
            else Values(before, after, property?.Type, at, armAt, inherited);
        }
    }

    private void Values(PropertyValue old, PropertyValue now, TypeSchema? type, string path, string armPath, bool replace)
    {
        (old, now) = (Plain(old), Plain(now));
        if (old.Equals(now) && !now.ContainsUnknowns) return;
        switch (old, now, type)
        {
            case (PropertyValue.Obj before, PropertyValue.Obj after, _):
                Members(before.Members, after.Members, Finder(type, after.Members), path, armPath, replace);
                break;
            case (PropertyValue.List before, PropertyValue.List after, TypeSchema.IdentitySet) when SameSet(before, after):
                break;
            case (PropertyValue.List before, PropertyValue.List after, _):
                Items(before, after, (type as TypeSchema.List)?.Items, path, armPath, replace);
                break;
            default:
                Add(path, armPath, PropertyChangeKind.Update, replace);
                break;
        }
    }

    private void Items(PropertyValue.List old, PropertyValue.List now, TypeSchema? type, string path, string armPath, bool replace)
    {
        for (var i = 0; i < Math.Max(old.Items.Length, now.Items.Length); i++)
        {
            if (i >= old.Items.Length) Add($"{path}[{i}]", $"{armPath}[{i}]", PropertyChangeKind.Add, replace);
            else if (i >= now.Items.Length) Add($"{path}[{i}]", $"{armPath}[{i}]", PropertyChangeKind.Delete, replace);
            else Values(old.Items[i], now.Items[i], type, $"{path}[{i}]", $"{armPath}[{i}]", replace);
        }
    }

    private static Func<string, PropertySchema?> Finder(TypeSchema? type, PropertyMap members) => type switch
    {
        TypeSchema.Object known => known.Schema.Find,
        TypeSchema.OneOf union when members.TryGetValue(union.Discriminator, out var name) && Plain(name) is PropertyValue.Text text
            && union.Cases.TryGetValue(text.Value, out var schema) => schema.Find,
        _ => _ => null,
    };

    private void Add(string path, string armPath, PropertyChangeKind kind, bool replace) =>
        _changes.Add(new PropertyChange(path, kind, replace || _forcesReplacement(armPath)));

    private static PropertyValue? Present(PropertyMap values, string key) =>
        values.TryGetValue(key, out var value) && Plain(value) is not PropertyValue.NullValue ? value : null;

    /// <summary>A value without the marks around it; marks inside of it are dealt with on the way down.</summary>
    private static PropertyValue Plain(PropertyValue value) => value switch
    {
        PropertyValue.Secret secret => Plain(secret.Value),
        PropertyValue.Output output => output.Value is null ? PropertyValue.Unknown : Plain(output.Value),
        _ => value,
    };

    private static bool SameSet(PropertyValue.List old, PropertyValue.List now) =>
        !old.ContainsUnknowns && !now.ContainsUnknowns
        && old.Items.Select(Key).ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(now.Items.Select(Key));

    private static string Key(PropertyValue value) => Plain(value) is PropertyValue.Text text ? text.Value : "";

    private static bool SameRegion(PropertyValue? old, PropertyValue? now) =>
        old is not null && now is not null && Plain(old) is PropertyValue.Text before && Plain(now) is PropertyValue.Text after
        && Regions.Normalize(before.Value) == Regions.Normalize(after.Value);

    private static string JsonPathOf(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
