using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>How much of its limits a subscription has used in a region: counted, not estimated.</summary>
/// <param name="cloud">The cloud.</param>
/// <param name="limits">The limits that services know.</param>
internal sealed class UsageRoutes(CloudContext cloud, IEnumerable<UsageLimit> limits) : IPathRoutes
{
    private readonly UsageLimit[] _limits = [.. limits];

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(PathRequest request)
    {
        if (request.Match("GET subscriptions/*/providers/*/locations/*/usages") is not [var subscription, var space, var region])
            return false;
        var known = Array.FindAll(_limits, limit => limit.Type.Namespace.Equals(space, StringComparison.OrdinalIgnoreCase));
        if (known.Length == 0) return false;
        RequestChecks.RequireSubscription(cloud, subscription);
        var scope = ResourceId.Parse($"/subscriptions/{subscription}");
        RequestChecks.RequireRight(cloud.Access, request.Principal, scope, $"{known[0].Type.Namespace}/locations/usages/read");
        if (!Regions.Exists(region))
            throw new ArmException(400, "LocationNotAvailable", $"The location '{region}' is none of '{Regions.Listed}'.");
        await request.Rest.AnswerAsync(200,
            Page.Whole(known.Select(limit => Show(scope, Regions.Normalize(region), limit))));
        return true;
    }

    private JsonObject Show(ResourceId scope, string region, UsageLimit limit) => new()
    {
        ["id"] = $"{scope}/providers/{limit.Type.Namespace}/locations/{region}/usages/{limit.Name}",
        ["unit"] = "Count",
        ["currentValue"] = cloud.Store.OfType(limit.Type).Count(resource => ResourceId.IsWithin(resource.Key, scope.Value)
            && Regions.Normalize(resource.Body.Text("location") ?? "") == region),
        ["limit"] = limit.Limit,
        ["name"] = new JsonObject { ["value"] = limit.Name, ["localizedValue"] = limit.Shown },
    };
}
