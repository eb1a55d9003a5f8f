using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm.Access;

/// <summary>
/// Azure's role check over the role assignments in the store. Assignments take effect at once here; in Azure they need minutes.
/// </summary>
internal sealed class AccessControl(ResourceStore store, LocalCloudOptions options) : IAccessControl
{
    private const string RoleAssignments = "Microsoft.Authorization/roleAssignments";
    private const string RoleDefinitions = "Microsoft.Authorization/roleDefinitions";

    /// <inheritdoc/>
    public bool IsAllowed(string? principalId, ResourceId scope, string action, bool isDataAction)
    {
        return principalId is null || IsDeployer(principalId) || HasRole(principalId, scope, action, isDataAction);
    }

    /// <summary>Whether a role assignment allows it, also where who asks is the deployer.</summary>
    public bool HasRole(string principalId, ResourceId scope, string action, bool isDataAction) =>
        RolesAt(principalId, scope).Any(role => role.Allows(action, isDataAction));

    /// <inheritdoc/>
    public IReadOnlyList<GrantedPermissions> PermissionsAt(string? principalId, ResourceId scope) =>
        principalId is null || IsDeployer(principalId)
        ? [new GrantedPermissions(["*"], [], ["*"], [])]
        : [.. RolesAt(principalId, scope)
            .Select(role => new GrantedPermissions(role.Actions, role.NotActions, role.DataActions, role.NotDataActions))];

    /// <summary>Whether a principal sees a subscription: who has a role at it, above it, or anywhere in it.</summary>
    /// <param name="principalId">Object id of who asks; null: the deployer.</param>
    /// <param name="subscription">The subscription.</param>
    public bool Sees(string? principalId, string subscription) => principalId is null || IsDeployer(principalId)
        || store.OfType(RoleAssignments).Any(assignment =>
            principalId.Equals(assignment.Body.Text("properties.principalId"), StringComparison.OrdinalIgnoreCase)
            && (ResourceId.IsWithin(assignment.Key, $"/subscriptions/{subscription}")
                || Covers(assignment.Key, ResourceId.Parse($"/subscriptions/{subscription}"))));

    /// <summary>A role by the id of its definition (or its GUID); null if there is none.</summary>
    public RoleDefinition? FindRole(string? roleDefinitionId)
    {
        if (string.IsNullOrEmpty(roleDefinitionId)) return null;
        var guid = roleDefinitionId[(roleDefinitionId.LastIndexOf('/') + 1)..];
        return BuiltInRoleDefinitions.Find(guid)
            ?? (store.FindByName(RoleDefinitions, guid) is { } custom ? Read(guid, custom.Body) : null);
    }

    private bool IsDeployer(string principalId) =>
        principalId.Equals(options.DeployerObjectId, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<RoleDefinition> RolesAt(string principalId, ResourceId scope) => store.OfType(RoleAssignments)
        .Where(assignment => principalId.Equals(assignment.Body.Text("properties.principalId"),
            StringComparison.OrdinalIgnoreCase) && Covers(assignment.Key, scope))
        .Select(assignment => FindRole(assignment.Body.Text("properties.roleDefinitionId")))
        .OfType<RoleDefinition>();

    /// <summary>Whether an assignment reaches a scope: its own scope is that one or stands above it.</summary>
    private static bool Covers(string assignment, ResourceId scope)
    {
        var end = assignment.LastIndexOf("/providers/Microsoft.Authorization/", StringComparison.OrdinalIgnoreCase);
        return end >= 0 && ResourceId.IsWithin(scope.Value, assignment[..end]);
    }

    private static RoleDefinition Read(string guid, JsonObject body)
    {
        var permissions = body.At("properties.permissions") as JsonArray ?? [];
        ImmutableArray<string> All(string list) =>
            [.. permissions.OfType<JsonObject>()
                .SelectMany(permission => (permission[list] as JsonArray ?? []).Select(action => action!.GetValue<string>()))];
        return new RoleDefinition(guid, body.Text("properties.roleName") ?? guid, All("actions"), All("notActions"),
            All("dataActions"), All("notDataActions"));
    }
}
