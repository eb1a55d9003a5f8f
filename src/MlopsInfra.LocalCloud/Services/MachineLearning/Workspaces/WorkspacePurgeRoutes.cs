using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;

/// <summary>
/// A deleted workspace is purged by a second DELETE with <c>forceToPurge=true</c>; it can't be listed.
/// </summary>
internal sealed class WorkspacePurgeRoutes(IResourceManager resources, SoftDeletedResources deleted, IAccessControl access)
    : IArmRoutes
{
    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request is not { Rest.Method: "DELETE", Target: { Kind: TargetKind.Resource, Id: { } id } }
            || id.Type != WorkspaceResource.TypeName
            || !(request.Rest.Query("forceToPurge") ?? "").Equals("true", StringComparison.OrdinalIgnoreCase)) return false;
        // Nothing can be asked of a group that is gone: the general route says so. One that is there is deleted by it.
        if (resources.Find(ResourceId.ForGroup(id.SubscriptionId!, id.ResourceGroupName!)) is null
            || resources.Find(id) is not null) return false;
        if (deleted.Below(WorkspaceResource.TypeName, id).FirstOrDefault() is not { } purged) return false;
        RequestChecks.RequireRight(access, request.Principal, id, $"{WorkspaceResource.TypeName}/delete");
        deleted.Purge(purged.Id);
        request.Rest.Changed = true;
        await request.Rest.AnswerAsync(200);
        return true;
    }
}
