using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Authorization.Roles;

/// <summary>How Azure's role-based access control says that there is no such role or assignment.</summary>
internal sealed class RoleBehavior : RestBehavior
{
    /// <inheritdoc/>
    public override bool Covers(ResourceType type) =>
        type == RoleDefinitionResource.TypeName || type == RoleAssignmentResource.TypeName;

    /// <inheritdoc/>
    public override ArmException? NotFound(ResourceId id) => id.Type == RoleDefinitionResource.TypeName
        ? new ArmException(404, "RoleDefinitionDoesNotExist",
            $"The specified role definition with ID '{id.Name.Replace("-", "", StringComparison.Ordinal)}' does not exist.")
        : new ArmException(404, "RoleAssignmentNotFound", $"The role assignment '{id.Name}' is not found.");
}
