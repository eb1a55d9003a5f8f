using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm.Access;

/// <summary>
/// Azure's role check, for what does not go through <see cref="IResourceManager"/> itself: data planes such as blobs.
/// </summary>
public interface IAccessControl
{
    /// <summary>Whether a principal may do something, by the role assignments in the store.</summary>
    /// <param name="principalId">Object id of who asks; null: the deployer, who may do everything.</param>
    /// <param name="scope">What it is done to; assignments above it count.</param>
    /// <param name="action">The action, as in
    /// <c>Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write</c>.</param>
    /// <param name="isDataAction">Whether it is one of the data plane (<c>dataActions</c> of a role).</param>
    bool IsAllowed(string? principalId, ResourceId scope, string action, bool isDataAction);

    /// <summary>What a principal may do at a scope, one entry for each role assignment there or above.</summary>
    /// <param name="principalId">Object id of who asks; null: the deployer, who may do everything.</param>
    /// <param name="scope">Where.</param>
    IReadOnlyList<GrantedPermissions> PermissionsAt(string? principalId, ResourceId scope);
}
