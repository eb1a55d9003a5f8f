using System.Reflection;

namespace MlopsInfra.Stacks;

/// <summary>
/// Reads groups of settings into the components' options: a key for each property. What a group leaves out keeps the component's
/// default. A group that may be left out (its property is nullable) has a switch, <c>enabled</c>.
/// </summary>
internal static class OptionsBinder
{
    // Where to find the numbers of which nobody knows any by heart.
    private static readonly Dictionary<string, string> WhereToFind = new(StringComparer.Ordinal)
    {
        ["reviewerUserIds"] = "gh api users/LOGIN --jq .id",
        ["reviewerTeamIds"] = "gh api orgs/OWNER/teams/TEAM --jq .id",
    };

    /// <summary>Whether the type is a group of settings.</summary>
    public static bool IsOptions(Type type) => type.Name.EndsWith("Options", StringComparison.Ordinal);

    /// <summary>Reads a group of an environment; null where it may be left out, and is not enabled.</summary>
    public static object? ReadGroup(PropertyInfo group, SettingsReader reader) => IsNullable(group)
        ? reader.Choice(Key(group), section => Bind(Create(group.PropertyType), section))
        : reader.Section(Key(group), section => Bind(Create(group.PropertyType), section));

    /// <summary>The key of a property, as in <c>softDeleteDays</c>.</summary>
    private static string Key(PropertyInfo property) => char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    private static object Create(Type type) => Activator.CreateInstance(type)!;

    private static object Bind(object options, SettingsSection section)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true }))
            property.SetValue(options, Value(property, property.GetValue(options), section));
        return options;
    }

    private static object? Value(PropertyInfo property, object? defaultValue, SettingsSection section)
    {
        var key = Key(property);
        var type = property.PropertyType;
        if (type == typeof(string))
            return section.OptionalText(key) ?? (string?)defaultValue ?? (IsNullable(property) ? null : "");
        if (type == typeof(int)) return section.Int(key, (int)defaultValue!);
        if (type == typeof(int?)) return section.OptionalInt(key) ?? defaultValue;
        if (type == typeof(bool)) return section.Bool(key, (bool)defaultValue!);
        if (type.IsEnum) return section.OneOf(key, (Enum)defaultValue!);
        if (type == typeof(IReadOnlyList<string>)) return section.Texts(key, (IReadOnlyList<string>)defaultValue!);
        if (type == typeof(IReadOnlyList<int>)) return section.Ids(key, WhereToFind[key]);
        if (type == typeof(IReadOnlyDictionary<string, string>)) return section.Map(key);
        if (!IsOptions(type)) throw new NotSupportedException($"Settings of type {type} ({property.Name}) can't be read yet.");
        return IsNullable(property)
            ? section.OptionalSection(key, inner => Bind(defaultValue ?? Create(type), inner))
            : section.Section(key, inner => Bind(defaultValue ?? Create(type), inner));
    }

    private static bool IsNullable(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).ReadState is NullabilityState.Nullable;
}
