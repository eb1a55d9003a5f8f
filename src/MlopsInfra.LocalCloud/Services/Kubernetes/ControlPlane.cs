using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>
/// The identity that an AKS cluster's control plane runs with, and what it needs for the identity that nodes run with.
/// </summary>
internal static class ControlPlane
{
    // Written so, with the star, in Azure's list of operations and in the role that allows it.
    private const string Assign = "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action";

    /// <summary>Object id of the control plane's user-assigned identity; null where it has another.</summary>
    public static string? PrincipalOf(PutContext put) => put.Body.Texts("identity.userAssignedIdentities{}")
        .Select(found => Principals.OfIdentity(put.Cloud, found.Value)).FirstOrDefault(principal => principal is not null);

    /// <summary>Refuses an identity for the nodes that the control plane may not give them.</summary>
    public static void CheckKubelet(PutContext put)
    {
        if (put.Body.Text("properties.identityProfile.kubeletidentity.resourceId") is not { } kubelet) return;
        if (PrincipalOf(put) is not { } principal)
        {
            throw new ArmException(400, "CustomKubeletIdentityOnlySupportedOnUserAssignedMSICluster",
                "Custom kubelet identity is only supported on clusters with a user-assigned managed identity.",
                "properties.identityProfile.kubeletidentity");
        }

        if (!ResourceId.TryParse(kubelet, out var id) || put.Cloud.Access.IsAllowed(principal, id, Assign, isDataAction: false))
            return;
        throw new ArmException(400, "CustomKubeletIdentityMissingPermissionError",
            "The cluster using user-assigned managed identity must be granted 'Managed Identity Operator' role to assign "
                + $"kubelet identity. (Action '{Assign}' over '{kubelet}'.)",
            "properties.identityProfile.kubeletidentity");
    }
}
