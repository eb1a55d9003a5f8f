using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.Authorization.Roles;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>
/// Custom roles: names are taken once in the tenant, actions have the form of actions, and the root is no scope. Whether a
/// well-formed action exists is not known here: the list of them is Azure's. Of those that built-in roles name it is known which
/// plane they are of.
/// </summary>
internal sealed class RoleDefinitionResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Authorization/roleDefinitions";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = NamingRule.Guid("InvalidRoleDefinitionId",
        "The role definition ID '{0}' is not valid. The role definition ID must be a GUID.");

    private const string ManagementGroups = "/providers/Microsoft.Management/managementGroups/";

    private static readonly string[] Lists = ["actions", "notActions", "dataActions", "notDataActions"];
    private static readonly string[] Verbs = ["read", "write", "delete", "action", "*"];

    /// <inheritdoc/>
    public override JsonObject? FindUnwritten(CloudContext cloud, ResourceId id) =>
        BuiltInRoleDefinitions.Find(id.Name) is { } role ? RoleDefinitionViews.Show(role, id.Parent)
            : RoleDefinitionViews.FindCustom(cloud, id.Name, id.Parent);

    /// <summary>A role that was written is a custom one.</summary>
    public override void Show(ShowContext show) => show.Shown.Set("properties.type", "CustomRole");

    public override void CheckPut(PutContext put)
    {
        // Azure's own code is not published: this is the general one.
        if (BuiltInRoleDefinitions.Find(put.Id.Name) is { } role)
            throw Bad($"The role '{role.Name}' is built in and can't be changed.", put.Id.Value);
        CheckName(put);
        foreach (var list in Lists)
        {
            var isData = list.EndsWith("DataActions", StringComparison.OrdinalIgnoreCase);
            foreach (var action in put.Body.Texts($"properties.permissions[].{list}[]"))
            {
                if (!IsAction(action.Value) || BuiltInRoleDefinitions.IsDataAction(action.Value) == !isData)
                    throw new ArmException(400, isData ? "InvalidDataActionOrNotDataAction" : "InvalidActionOrNotAction",
                        $"'{action.Value}' does not match any of the actions supported by the providers.", action.Path);
            }
        }

        CheckScopes(put.Body);
    }

    public override void CheckDelete(DeleteContext delete)
    {
        var isAssigned = delete.Cloud.Store.OfType(RoleAssignmentResource.TypeName).Any(assignment =>
            assignment.Body.Text("properties.roleDefinitionId")?.EndsWith($"/{delete.Id.Name}",
                StringComparison.OrdinalIgnoreCase) == true);
        if (isAssigned)
            throw new ArmException(400, "RoleDefinitionHasAssignments",
                "There are existing role assignments referencing role (code: RoleDefinitionHasAssignments).", delete.Id.Value);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        computed.Set("properties.createdOn", CommonOutputs.Time(put.Existing?.CreatedOn ?? put.Cloud.Now));
        computed.Set("properties.updatedOn", CommonOutputs.Time(put.Cloud.Now));
        computed.Set("properties.createdBy", put.Cloud.Options.DeployerObjectId);
        computed.Set("properties.updatedBy", put.Cloud.Options.DeployerObjectId);
    }

    // "Azure custom roles", properties: Azure's own codes are not published, this is the general one.
    private static void CheckScopes(JsonObject body)
    {
        var scopes = body.Texts("properties.assignableScopes[]").ToList();
        foreach (var scope in scopes)
        {
            if (scope.Value.Trim('/').Length == 0)
                throw Bad("A custom role can't be assignable at the root scope ('/').", scope.Path);
            if (scope.Value.Contains('*', StringComparison.Ordinal))
                throw Bad($"An assignable scope has no wildcards: '{scope.Value}'.", scope.Path);
        }

        if (scopes.Count(scope => scope.Value.Contains(ManagementGroups, StringComparison.OrdinalIgnoreCase)) > 1)
            throw Bad("A custom role is assignable in one management group at most.", "properties.assignableScopes");
    }

    private static ArmException Bad(string message, string target) => new(400, "BadRequest", message, target);

    private static void CheckName(PutContext put)
    {
        if (put.Body.Text("properties.roleName") is not { } name) return;
        var isTaken = BuiltInRoleDefinitions.HasName(name) || put.Cloud.Store.OfType(TypeName).Any(other =>
            !other.Name.Equals(put.Id.Name, StringComparison.OrdinalIgnoreCase)
                && name.Equals(other.Body.Text("properties.roleName"), StringComparison.OrdinalIgnoreCase));
        if (isTaken)
        {
            throw new ArmException(
                409, "RoleDefinitionWithSameNameExists",
                $"A custom role with the same name already exists in this directory. Use a different name: '{name}'.",
                "properties.roleName");
        }
    }

    // `*`, or a provider and what follows: the last word is a verb, or stands for all of them.
    private static bool IsAction(string action) =>
        action == "*" || (action.Split('/') is { Length: > 1 } parts && parts.All(part => part.Length > 0)
            && (Verbs.Contains(parts[^1], StringComparer.OrdinalIgnoreCase)
                || parts[^1].Contains('*', StringComparison.Ordinal)));
}
