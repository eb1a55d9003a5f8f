using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// Deleted Log Analytics workspaces are listed. One is purged by a PUT that recovers it and a DELETE with <c>force=true</c>:
/// those are the resource's own routes.
/// </summary>
internal sealed class DeletedWorkspaceRoutes(SoftDeletedResources deleted, IAccessControl access) : IArmRoutes
{
    private const string Workspaces = LogAnalyticsWorkspaceResource.TypeName;
    private const string Deleted = "Microsoft.OperationalInsights/deletedWorkspaces";

    private static readonly IReadOnlyList<string> Versions = ApiVersions.Of(Workspaces);

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request is not { Rest.Method: "GET", Target: { Kind: TargetKind.Collection, Id: { } id } }
            || request.Target.Type != Deleted) return false;
        RequestChecks.RequireVersion(request.Target.Type, request.ApiVersion, Versions, null);
        RequestChecks.RequireRight(access, request.Principal, id, $"{Deleted}/read");
        ListQuery.RefuseFilter(request.Rest);
        await request.Rest.AnswerAsync(200, Page.Whole(deleted.Below(Workspaces, id).Select(workspace => new JsonObject
        {
            ["id"] = workspace.Id,
            ["name"] = workspace.Name,
            ["type"] = Workspaces,
            ["location"] = workspace.Location,
            ["properties"] = new JsonObject(),
        })));
        return true;
    }
}
