using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>What the caller may do at a scope: clients ask before a deployment.</summary>
internal sealed class PermissionRoutes(CloudContext cloud) : IArmRoutes
{
    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request is not { Rest.Method: "GET", Target: { Kind: TargetKind.Collection, Id: { } scope } }
            || request.Target.Type != "Microsoft.Authorization/permissions") return false;
        if (scope.SubscriptionId is { } subscription) RequestChecks.RequireSubscription(cloud, subscription);
        ListQuery.RefuseFilter(request.Rest);
        await request.Rest.AnswerAsync(200, new JsonObject { ["value"] = Permissions(scope, request.Principal) });
        return true;
    }

    private JsonArray Permissions(ResourceId scope, string? principal) =>
    [
        .. cloud.Access.PermissionsAt(principal, scope).Select(granted => new JsonObject
        {
            ["actions"] = Texts(granted.Actions),
            ["notActions"] = Texts(granted.NotActions),
            ["dataActions"] = Texts(granted.DataActions),
            ["notDataActions"] = Texts(granted.NotDataActions),
        }),
    ];

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
