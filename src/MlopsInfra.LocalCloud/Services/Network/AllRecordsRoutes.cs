using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>The records of a private DNS zone of all kinds: <c>ALL</c>, which is asked for as if it were one of them.</summary>
internal sealed class AllRecordsRoutes(CloudContext cloud) : IArmRoutes
{
    private const string TypeName = $"{PrivateDnsZoneResource.TypeName}/ALL";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request is not { Rest.Method: "GET", Target: { Kind: TargetKind.Collection, Id: { } zone } }
            || request.Target.Type != TypeName) return false;
        RequestChecks.RequireType(cloud, zone.Type, request.ApiVersion);
        RequestChecks.RequireRight(cloud.Access, request.Principal, zone, $"{TypeName}/read");
        if (cloud.Store.Find(zone.Value) is null) throw ArmErrors.ListParentNotFound(zone);
        IReadOnlyList<JsonObject> records = [.. cloud.Store.Children(zone.Value)
            .Where(child => child.Type != VirtualNetworkLinkResource.TypeName)
            .OrderBy(child => child.Name, StringComparer.OrdinalIgnoreCase).Select(child => Views.Shown(cloud, child))];
        await request.Rest.AnswerAsync(200, Page.Of(request.Rest, records, record => record));
        return true;
    }
}
