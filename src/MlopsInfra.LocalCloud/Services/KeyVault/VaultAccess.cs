using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>
/// Who may do what in a vault, and from where. Owner and Contributor, and so the deployer, are none there. Codes and sentences:
/// "Azure Key Vault REST API error codes".
/// </summary>
internal static class VaultAccess
{
    /// <summary>Refuses a caller whom the vault's network does not let in.</summary>
    /// <param name="network">What decides on it.</param>
    /// <param name="vault">The vault.</param>
    /// <param name="place">Where the call comes from.</param>
    /// <param name="caller">Object id of who calls.</param>
    /// <param name="remedy">What may be done about it; empty for nothing.</param>
    /// <exception cref="ArmException">The vault refuses.</exception>
    public static void RequireNetwork(NetworkAccess network, StoredResource vault, CallerPlace place, string caller,
        string remedy = "")
    {
        if (network.RefusalOf(ResourceId.Parse(vault.Key), place) is not { } refusal) return;
        throw refusal.IsClosed
            ? new ArmException(
                403, "ForbiddenByConnection",
                "Public network access is disabled and request is not from a trusted service nor via an approved private link. "
                + $"Caller: oid={caller}. Vault: {vault.Name}. ({refusal.Reason}.{remedy})",
                vault.Key)
            : new ArmException(
                403, "ForbiddenByFirewall",
                $"Client address is not authorized and caller is not a trusted service. Client address: {refusal.Address}. "
                + $"Caller: oid={caller}. Vault: {vault.Name}. ({refusal.Reason}.)",
                vault.Key);
    }

    /// <summary>Refuses a caller who has neither the role nor the access policy, whichever the vault goes by.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="vault">The vault.</param>
    /// <param name="caller">Object id of who calls.</param>
    /// <param name="right">What is needed.</param>
    /// <param name="id">ARM id of what it is done to.</param>
    /// <param name="remedy">What may be done about it, by role and by policy; empty for nothing.</param>
    /// <exception cref="ArmException">The vault refuses.</exception>
    public static void Require(CloudContext cloud, StoredResource vault, string caller, VaultRight right, string id,
        (string Role, string Policy) remedy = default)
    {
        if (vault.Body.Flag("properties.enableRbacAuthorization") == true)
        {
            if (cloud.Access.HasRole(caller, ResourceId.Parse(id), right.DataAction, isDataAction: true)) return;
            throw new ArmException(403, "ForbiddenByRbac",
                $"Caller is not authorized to perform action on resource. Caller: oid={caller}. Action: '{right.DataAction}'. "
                    + $"Resource: '{id}'.{remedy.Role}", id);
        }

        if (!HasPolicy(vault, caller, right.Kind, right.Permission))
            throw new ArmException(403, "ForbiddenByPolicy",
                $"The user, group or application 'oid={caller}' does not have {right.Kind} {right.Permission} permission on key "
                    + $"vault '{vault.Name}'.{remedy.Policy}", id);
    }

    private static bool HasPolicy(StoredResource vault, string caller, string kind, string permission) =>
        vault.Body.Objects("properties.accessPolicies")
            .Where(policy => caller.Equals(policy.Text("objectId"), StringComparison.OrdinalIgnoreCase))
            .SelectMany(policy => policy.Texts($"permissions.{kind}[]"))
            .Any(given => given.Value.Equals(permission, StringComparison.OrdinalIgnoreCase)
                || given.Value.Equals("all", StringComparison.OrdinalIgnoreCase));
}
