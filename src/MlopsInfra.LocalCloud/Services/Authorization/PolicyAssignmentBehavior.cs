using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>How Azure Policy says that there is no such assignment.</summary>
internal sealed class PolicyAssignmentBehavior : RestBehavior
{
    /// <inheritdoc/>
    public override bool Covers(ResourceType type) => type == PolicyAssignmentResource.TypeName;

    /// <inheritdoc/>
    public override ArmException? NotFound(ResourceId id) =>
        new(404, "PolicyAssignmentNotFound", $"The policy assignment '{id.Name}' is not found.");
}
