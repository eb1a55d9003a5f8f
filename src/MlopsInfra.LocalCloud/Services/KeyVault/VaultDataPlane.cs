using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;
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
    /// <param name="kind">What it is.</param>
    /// <param name="role">The role that gives the right.</param>
    /// <exception cref="ArmException">The vault refuses.</exception>
    public static void CheckDelete(CloudContext cloud, ResourceId id, VaultKind kind, string role)
    {
        if (cloud.Find(id.Value) is null || cloud.Find(id.Parent?.Value) is not { } vault) return;
        var deployer = cloud.Options.DeployerObjectId;
        VaultAccess.RequireNetwork(new NetworkAccess(cloud), vault, cloud.Callers, deployer,
            " Delete it from inside the network, or set deletedWith to the vault.");
        VaultAccess.Require(cloud, vault, deployer, kind.Right("delete", "delete"), id.Value,
            ($" Give the deployer the role '{role}', or set deletedWith to the vault.",
                " Give it an access policy, or set deletedWith to the vault."));
    }

    /// <summary>What a program's deletion leaves: the vault keeps it, unless it goes with the vault.</summary>
    /// <param name="delete">The deletion.</param>
    /// <param name="kind">What it is.</param>
    public static IEnumerable<StoreChange> Leaves(DeleteContext delete, VaultKind kind) =>
        delete.IsWithParent || delete.Cloud.Find(delete.Id.Parent?.Value) is not { } vault
            ? [] : DeletedContent.Leave(delete.Cloud, vault, kind, delete.Existing);
}
