using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances;

/// <summary>
/// What who writes a container group needs on what the group refers to: Resource Manager asks for the right to assign each
/// identity, and to join each subnet.
/// </summary>
internal static class LinkedRights
{
    // Written so, with the star, in Azure's list of operations and in the role that allows it.
    private const string Assign = "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action";
    private const string Join = "Microsoft.Network/virtualNetworks/subnets/join/action";

    /// <summary>Refuses a caller who lacks one of them.</summary>
    /// <param name="put">The PUT of the group.</param>
    public static void Check(PutContext put)
    {
        foreach (var identity in put.Body.Texts("identity.userAssignedIdentities{}")) Require(put, identity.Value, Assign);
        foreach (var subnet in put.Body.Texts("properties.subnetIds[].id")) Require(put, subnet.Value, Join);
    }

    private static void Require(PutContext put, string linked, string action)
    {
        // Who is not named is the deployer, who may do everything.
        if (put.Options.PrincipalId is not { } principal || !ResourceId.TryParse(linked, out var id)
            || put.Cloud.Access.IsAllowed(principal, id, action, isDataAction: false)) return;
        throw new ArmException(403, "LinkedAuthorizationFailed",
            $"The client '{principal}' with object id '{principal}' has permission to perform action "
                + $"'{ContainerGroupResource.TypeName}/write' on scope '{put.Id.Value}'; however, it does not have permission to "
                + $"perform action(s) '{action.Replace("/*", "", StringComparison.Ordinal)}' on the linked scope(s) '{linked}' "
                + "(respectively) or the linked scope(s) are invalid.", linked);
    }
}
