using System.Collections.Immutable;
using System.Text.Json;

namespace MlopsInfra.LocalCloud.Arm.Access;

/// <summary>Azure's built-in roles, as published (the ones that an MLOps environment can meet).</summary>
internal static class BuiltInRoleDefinitions
{
    private static readonly Lazy<ImmutableDictionary<string, RoleDefinition>> Roles = new(Read);
    private static readonly Lazy<Dictionary<string, bool>> KindOfAction = new(ReadKinds);

    /// <summary>All of them.</summary>
    public static IEnumerable<RoleDefinition> All => Roles.Value.Values;

    /// <summary>A role by its GUID; null if it is not one of them.</summary>
    public static RoleDefinition? Find(string guid) => Roles.Value.GetValueOrDefault(guid);

    /// <summary>Whether one of them has a name.</summary>
    public static bool HasName(string name) =>
        All.Any(role => role.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an action is one of the data plane, as far as the roles tell; null where none of them names it.</summary>
    /// <param name="action">The action, without wildcards.</param>
    public static bool? IsDataAction(string action) => KindOfAction.Value.TryGetValue(action, out var isData) ? isData : null;

    /// <summary>The actions that they name, each with whether it is one of the data plane.</summary>
    public static IEnumerable<(string Name, bool IsData)> NamedActions =>
        KindOfAction.Value.Select(action => (action.Key, action.Value));

    // An action is of one kind, whoever names it.
    private static Dictionary<string, bool> ReadKinds() => All
        .SelectMany(role => role.Actions.Concat(role.NotActions).Select(action => (Action: action, IsData: false))
            .Concat(role.DataActions.Concat(role.NotDataActions).Select(action => (Action: action, IsData: true))))
        .DistinctBy(pair => pair.Action, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(pair => pair.Action, pair => pair.IsData, StringComparer.OrdinalIgnoreCase);

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
                Names(role, "notDataActions"))
            {
                Description = role.GetProperty("description").GetString()!,
            })
            .ToImmutableDictionary(role => role.Id, StringComparer.OrdinalIgnoreCase);
    }

    private static ImmutableArray<string> Names(JsonElement role, string list) =>
        [.. role.GetProperty(list).EnumerateArray().Select(name => name.GetString()!)];
}
