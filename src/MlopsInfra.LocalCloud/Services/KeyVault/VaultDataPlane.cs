using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>
/// Secrets and keys are made by Resource Manager, which can't delete them: that is up to the vault itself, and its rights. Owner
/// and Contributor are none there.
/// </summary>
internal static class VaultDataPlane
{
    private const int MostTags = 15;

    /// <summary>How names look of what a vault holds.</summary>
    /// <param name="what">What it is, as in <c>secret</c>.</param>
    public static NamingRule Naming(string what) => new("[A-Za-z0-9-]+", 1, 127, "BadParameter",
        "The request URI contains an invalid name: {0}. A " + what + "'s name must be 1 to 127 letters, digits and hyphens.");

    /// <summary>Refuses more tags than secrets and keys have.</summary>
    /// <param name="body">The body of one.</param>
    public static void CheckTags(JsonObject body)
    {
        if (body["tags"] is JsonObject { Count: > MostTags } tags)
            throw Bad($"There are {tags.Count} tags; secrets and keys have {MostTags} at most.", "tags");
    }

    /// <summary>The refusal of a value that a vault does not take.</summary>
    /// <param name="message">Why.</param>
    /// <param name="target">Where.</param>
    public static ArmException Bad(string message, string target) => new(400, "BadParameter", message, target);

    /// <summary>Refuses to delete what the deployer has no right to in the vault.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="id">What is to be deleted.</param>
    /// <param name="kind">What the vault calls things of its kind, as in <c>secrets</c>.</param>
    /// <param name="role">The role that gives the right.</param>
    /// <exception cref="ArmException">The vault refuses.</exception>
    public static void CheckDelete(CloudContext cloud, ResourceId id, string kind, string role)
    {
        if (cloud.Find(id.Value) is null || cloud.Find(id.Parent?.Value) is not { } vault) return;
        var deployer = cloud.Options.DeployerObjectId;
        RequireNetwork(cloud, vault);
        if (vault.Body.Flag("properties.enableRbacAuthorization") == true)
        {
            var action = $"{VaultResource.TypeName}/{kind}/delete";
            if (cloud.Access.HasRole(deployer, id, action, isDataAction: true)) return;
            throw Forbidden(id, "ForbiddenByRbac",
                $"Caller is not authorized to perform action on resource. Caller: oid={deployer}. Action: '{action}'. Resource: "
                + $"'{id}'. Give the deployer the role '{role}', or set deletedWith to the vault.");
        }

        if (!MayDelete(vault, deployer, kind))
            throw Forbidden(id, "ForbiddenByPolicy",
                $"The user, group or application 'oid={deployer}' does not have {kind} delete permission on key vault "
                    + $"'{vault.Name}'. Give it an access policy, or set deletedWith to the vault.");
    }

    /// <summary>
    /// Refuses a caller whom the vault's network does not let in. Codes and sentences: "Azure Key Vault REST API error codes".
    /// </summary>
    private static void RequireNetwork(CloudContext cloud, StoredResource vault)
    {
        if (new NetworkAccess(cloud).RefusalOf(ResourceId.Parse(vault.Key), cloud.Callers) is not { } refusal) return;
        throw refusal.IsClosed
            ? new ArmException(
                403, "ForbiddenByConnection",
                "Public network access is disabled and request is not from a trusted service nor via an approved private link. "
                + $"Caller: oid={cloud.Options.DeployerObjectId}. Vault: {vault.Name}. ({refusal.Reason}. Delete it from inside "
                + "the network, or set deletedWith to the vault.)",
                vault.Key)
            : new ArmException(
                403, "ForbiddenByFirewall",
                $"Client address is not authorized and caller is not a trusted service. Client address: {refusal.Address}. "
                + $"Caller: oid={cloud.Options.DeployerObjectId}. Vault: {vault.Name}. ({refusal.Reason}.)",
                vault.Key);
    }

    private static bool MayDelete(StoredResource vault, string deployer, string kind) =>
        vault.Body.Objects("properties.accessPolicies")
            .Where(policy => deployer.Equals(policy.Text("objectId"), StringComparison.OrdinalIgnoreCase))
            .SelectMany(policy => policy.Texts($"permissions.{kind}[]"))
            .Any(permission => permission.Value.Equals("delete", StringComparison.OrdinalIgnoreCase)
                || permission.Value.Equals("all", StringComparison.OrdinalIgnoreCase));

    private static ArmException Forbidden(ResourceId id, string code, string message) => new(403, code, message, id.Value);
}
