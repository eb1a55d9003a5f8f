using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// Lists that are empty because nothing of their types can be there: the local cloud does not make any. Clients ask for them all
/// the same. Services register theirs.
/// </summary>
/// <param name="cloud">The cloud.</param>
/// <param name="types">The types.</param>
internal sealed class EmptyLists(CloudContext cloud, params ResourceType[] types) : IArmRoutes
{
    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request is not { Rest.Method: "GET", Target.Kind: TargetKind.Collection } || !types.Contains(request.Target.Type))
            return false;
        if (request.Target.Id is { } scope)
        {
            if (scope.SubscriptionId is { } subscription) RequestChecks.RequireSubscription(cloud, subscription);
            RequestChecks.RequireRight(cloud.Access, request.Principal, scope, $"{request.Target.Type}/read");
            if (scope.Type != ResourceType.Subscription && cloud.Store.Find(scope.Value) is null)
                throw ArmErrors.ResourceNotFound(scope);
        }

        ListQuery.RefuseFilter(request.Rest);
        await request.Rest.AnswerAsync(200, Page.Whole([]));
        return true;
    }
}
