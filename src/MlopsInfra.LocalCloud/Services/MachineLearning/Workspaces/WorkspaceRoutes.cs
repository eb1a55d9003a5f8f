using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;

/// <summary>
/// Lists of a workspace that hold no resources: features of Azure's portal, addresses outside of the workspace's network. The
/// local cloud has none of either.
/// </summary>
internal sealed class WorkspaceRoutes(CloudContext cloud) : IArmRoutes
{
    private static readonly HashSet<string> Lists = new(["features", "outboundNetworkDependenciesEndpoints"],
        StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request is not { Rest.Method: "GET", Target: { Kind: TargetKind.Collection, Id: { } id } }
            || id.Type != WorkspaceResource.TypeName || !Lists.Contains(request.Target.Type.LastName)) return false;
        RequestChecks.RequireType(cloud, id.Type, request.ApiVersion);
        RequestChecks.RequireRight(cloud.Access, request.Principal, id, $"{request.Target.Type}/read");
        if (cloud.Find(id.Value) is null) throw ArmErrors.ListParentNotFound(id);
        await request.Rest.AnswerAsync(200, Page.Whole([]));
        return true;
    }
}
