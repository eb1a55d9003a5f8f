using System.Collections.Immutable;
using System.Text.Json;

namespace MlopsInfra.LocalCloud.Arm.Access;

/// <summary>Azure's built-in roles, as published (the ones that an MLOps environment can meet).</summary>
internal static class BuiltInRoleDefinitions
{
    private static readonly Lazy<ImmutableDictionary<string, RoleDefinition>> All = new(Read);

    /// <summary>A role by its GUID; null if it is not one of them.</summary>
    public static RoleDefinition? Find(string guid) => All.Value.GetValueOrDefault(guid);

    /// <summary>Whether one of them has a name.</summary>
    public static bool HasName(string name) =>
        All.Value.Values.Any(role => role.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static ImmutableDictionary<string, RoleDefinition> Read()
    {
        using var stream = typeof(BuiltInRoleDefinitions).Assembly.GetManifestResourceStream("built-in-roles.json")
            ?? throw new InvalidOperationException("The table of built-in roles is not embedded in this assembly.");
        using var json = JsonDocument.Parse(stream);
        return json.RootElement.EnumerateArray()
            .Select(role => new RoleDefinition(
                role.GetProperty("id").GetString()!,
                role.GetProperty("name").GetString()!,
                Names(role, "actions"),
                Names(role, "notActions"),
                Names(role, "dataActions"),
                Names(role, "notDataActions")))
            .ToImmutableDictionary(role => role.Id, StringComparer.OrdinalIgnoreCase);
    }

    private static ImmutableArray<string> Names(JsonElement role, string list) =>
        [.. role.GetProperty(list).EnumerateArray().Select(name => name.GetString()!)];
}
