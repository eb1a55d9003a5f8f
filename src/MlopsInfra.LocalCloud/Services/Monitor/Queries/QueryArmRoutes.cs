using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries;

/// <summary>
/// <c>POST {workspace}/query</c> and <c>POST {component}/query</c> of Resource Manager. The right is <c>query/read</c>, not an
/// action's.
/// </summary>
/// <param name="plane">Finds what is asked.</param>
/// <param name="handler">Answers.</param>
internal sealed class QueryArmRoutes(QueryPlane plane, QueryHandler handler) : IArmRoutes
{
    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request.Rest.Method != "POST" || request.Target is not { Kind: TargetKind.Action, Action: "query", Id: { } id })
            return false;
        if (plane.OfResource(id.Value) is not { } scope) return false;
        await handler.HandleAsync(request.Rest, request.Principal, scope);
        return true;
    }
}
