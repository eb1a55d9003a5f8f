using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>
/// Custom roles: names are taken once in the tenant, actions have the form of actions, and the root is no scope. Whether a
/// well-formed action exists is not known here: the list of them is Azure's.
/// </summary>
internal sealed class RoleDefinitionResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Authorization/roleDefinitions";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = AuthorizationNames.Guid("InvalidRoleDefinitionId",
        "The role definition ID '{0}' is not valid. The role definition ID must be a GUID.");

    private static readonly string[] Lists = ["actions", "notActions", "dataActions", "notDataActions"];
    private static readonly string[] Verbs = ["read", "write", "delete", "action", "*"];

    public override void CheckPut(PutContext put)
    {
        CheckName(put);
        foreach (var list in Lists)
        {
            foreach (var action in put.Body.Texts($"properties.permissions[].{list}[]"))
            {
                if (!IsAction(action.Value))
                    throw new ArmException(400, "InvalidActionOrNotAction",
                        $"'{action.Value}' does not match any of the actions supported by the providers.", action.Path);
            }
        }

        // Azure's own code for it is not published: this is the general one.
        foreach (var scope in put.Body.Texts("properties.assignableScopes[]").Where(scope => scope.Value.Trim('/').Length == 0))
            throw new ArmException(400, "BadRequest", "A custom role can't be assignable at the root scope ('/').", scope.Path);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        computed.Set("properties.createdOn", CommonOutputs.Time(put.Existing?.CreatedOn ?? put.Cloud.Now));
        computed.Set("properties.updatedOn", CommonOutputs.Time(put.Cloud.Now));
        computed.Set("properties.createdBy", put.Cloud.Options.DeployerObjectId);
        computed.Set("properties.updatedBy", put.Cloud.Options.DeployerObjectId);
    }

    private static void CheckName(PutContext put)
    {
        if (put.Body.Text("properties.roleName") is not { } name) return;
        var isTaken = BuiltInRoles.HasName(name) || put.Cloud.Store.OfType(TypeName).Any(other =>
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
