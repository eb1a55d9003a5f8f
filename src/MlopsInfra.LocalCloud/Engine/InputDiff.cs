using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>
/// What differs between old and new inputs, property by property, and what of it the provider calls a replacement. Values are
/// compared as they are written, but for the region of a resource.
/// </summary>
internal sealed class InputDiff
{
    private readonly List<InputChange> _changes = [];
    private readonly ReplacementFlags? _flags;

    private InputDiff(ReplacementFlags? flags) => _flags = flags;

    /// <summary>The changes of a resource of azure-native.</summary>
    /// <param name="old">The old inputs.</param>
    /// <param name="now">The new ones.</param>
    /// <param name="schema">The type.</param>
    public static IReadOnlyList<InputChange> Between(PropertyMap old, PropertyMap now, ResourceSchema schema)
    {
        var diff = new InputDiff(schema.Replaces);
        diff.Members(old, now, name => schema.PathInputs.GetValueOrDefault(name) ?? schema.Body.Find(name), default, false);
        return diff._changes;
    }

    /// <summary>The changes of a resource whose marks hold for all that is below them.</summary>
    /// <param name="old">The old inputs.</param>
    /// <param name="now">The new ones.</param>
    /// <param name="find">A property of the type by its name.</param>
    public static IReadOnlyList<PropertyChange> Between(PropertyMap old, PropertyMap now, Func<string, PropertySchema?> find)
    {
        var diff = new InputDiff(null);
        diff.Members(old, now, find, default, false);
        return [.. diff._changes.Select(change => change.Change)];
    }

    private void Members(PropertyMap old, PropertyMap now, Func<string, PropertySchema?> find, Place place, bool isBelowFlag)
    {
        foreach (var key in old.Keys.Union(now.Keys).Where(key => !key.StartsWith("__", StringComparison.Ordinal)))
        {
            var (before, after) = (Present(old, key), Present(now, key));
            if (before is null && after is null) continue;
            var property = find(key);
            var at = place.Member(key, property?.ArmPath ?? key);
            if (key == "location" && place.IsRoot && SameRegion(before, after)) continue;
            var isFlagged = _flags?.Contains(at.Flag) ?? property is { ForcesReplacement: true };
            if (before is null) Add(at, PropertyChangeKind.Add, isFlagged, isBelowFlag);
            else if (after is null) Add(at, PropertyChangeKind.Delete, isFlagged, isBelowFlag);
            else Values(before, after, property?.Type, at, isFlagged || isBelowFlag);
        }
    }

    private void Values(PropertyValue old, PropertyValue now, TypeSchema? type, Place place, bool isFlagged)
    {
        (old, now) = (Plain(old), Plain(now));
        if (old.Equals(now) && !now.ContainsUnknowns) return;
        switch (old, now)
        {
            case (PropertyValue.Obj before, PropertyValue.Obj after):
                Members(before.Members, after.Members, Finder(type, after.Members), place, isFlagged);
                break;
            case (PropertyValue.List before, PropertyValue.List after):
                Items(before, after, (type as TypeSchema.List)?.Items, place, isFlagged);
                break;
            default:
                Add(place, PropertyChangeKind.Update, isFlagged, isFlagged);
                break;
        }
    }

    private void Items(PropertyValue.List old, PropertyValue.List now, TypeSchema? type, Place place, bool isFlagged)
    {
        for (var i = 0; i < Math.Max(old.Items.Length, now.Items.Length); i++)
        {
            if (i >= old.Items.Length) Add(place.Item(i), PropertyChangeKind.Add, false, isFlagged);
            else if (i >= now.Items.Length) Add(place.Item(i), PropertyChangeKind.Delete, false, isFlagged);
            else Values(old.Items[i], now.Items[i], type, place.Item(i), isFlagged);
        }
    }

    /// <summary>
    /// Below a mark azure-native replaces for what changed, not for what came or went; the bridged providers for either.
    /// </summary>
    private void Add(Place place, PropertyChangeKind kind, bool isFlagged, bool isBelowFlag)
    {
        var replaces = isFlagged || (isBelowFlag && (_flags is null || kind == PropertyChangeKind.Update));
        _changes.Add(new InputChange(new PropertyChange(place.Path, kind, replaces), place.ArmPath));
    }

    private static Func<string, PropertySchema?> Finder(TypeSchema? type, PropertyMap members) => type switch
    {
        TypeSchema.Object known => known.Schema.Find,
        TypeSchema.OneOf union
            when members.TryGetValue(union.Discriminator, out var name) && Plain(name) is PropertyValue.Text text
            && union.Cases.TryGetValue(text.Value, out var schema) => schema.Find,
        _ => _ => null,
    };

    private static PropertyValue? Present(PropertyMap values, string key) =>
        values.TryGetValue(key, out var value) && Plain(value) is not PropertyValue.NullValue ? value : null;

    /// <summary>A value without the marks around it; marks inside of it are dealt with on the way down.</summary>
    private static PropertyValue Plain(PropertyValue value) => value switch
    {
        PropertyValue.Secret secret => Plain(secret.Value),
        PropertyValue.Output output => output.Value is null ? PropertyValue.Unknown : Plain(output.Value),
        _ => value,
    };

    private static bool SameRegion(PropertyValue? old, PropertyValue? now) =>
        old is not null && now is not null && Plain(old) is PropertyValue.Text before && Plain(now) is PropertyValue.Text after
        && Regions.Normalize(before.Value) == Regions.Normalize(after.Value);

    /// <summary>Where a value stands: in the inputs, in the body, and as the flags name it.</summary>
    private readonly record struct Place(string? InInputs, string? InBody, string? InFlags)
    {
        public string Path => InInputs ?? "";

        public string ArmPath => InBody ?? "";

        public string Flag => InFlags ?? "";

        public bool IsRoot => Path.Length == 0;

        public Place Member(string name, string armPath) =>
            new(PropertyPath.Append(Path, name), Join(ArmPath, armPath), Join(Flag, name));

        public Place Item(int index) => new($"{Path}[{index}]", $"{ArmPath}[{index}]", $"{Flag}[]");

        private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
    }
}
