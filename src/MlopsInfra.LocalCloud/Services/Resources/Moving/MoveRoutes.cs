using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Services.Resources.Moving;

/// <summary><c>moveResources</c> and <c>validateMoveResources</c> of a group.</summary>
internal sealed class MoveRoutes(CloudContext cloud, OperationTracker operations, OperationRoutes links) : IArmRoutes
{
    private const string Groups = "Microsoft.Resources/subscriptions/resourceGroups";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request is not { Rest.Method: "POST", Target: { Kind: TargetKind.Action, Id: { } source } }
            || source.Type != ResourceType.ResourceGroup || source.SubscriptionId is not { } subscription) return false;
        var runs = Is(request, "moveResources");
        if (!runs && !Is(request, "validateMoveResources")) return false;
        RequestChecks.RequireSubscription(cloud, subscription);
        RequestChecks.RequireRight(cloud.Access, request.Principal, source, $"{Groups}/{request.Target.Action}/action");
        var move = ResourceMove.Read(cloud, source, await request.Rest.ReadObjectAsync());
        RequestChecks.RequireRight(cloud.Access, request.Principal, move.Target, $"{Groups}/write");
        if (!runs)
        {
            move.Check();
            await request.Rest.AnswerAsync(204);
            return true;
        }

        operations.RefuseIfBusy(source);
        move.Run();
        request.Rest.Changed = true;
        links.WriteLocation(request, operations.Start(request.Rest, source, "Moving", links.NewName(source)));
        await request.Rest.AnswerAsync(202);
        return true;
    }

    private static bool Is(ArmRequest request, string action) =>
        request.Target.Action.Equals(action, StringComparison.OrdinalIgnoreCase);
}
