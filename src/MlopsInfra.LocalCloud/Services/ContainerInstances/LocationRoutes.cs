using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances;

/// <summary>
/// What a region has for container groups: the largest one, the images that need no pull, which are those that groups here use;
/// and what a group in a network needs outside of it, which is nothing.
/// </summary>
internal sealed class LocationRoutes(CloudContext cloud) : IPathRoutes, IArmRoutes
{
    private const string Region = "GET subscriptions/*/providers/Microsoft.ContainerInstance/locations/*/";
    private const string Outbound = ContainerGroupResource.TypeName + "/outboundNetworkDependenciesEndpoints";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(PathRequest request)
    {
        if (request.Match(Region + "capabilities") is [var subscription, var region])
            await AnswerAsync(request, subscription, "capabilities", Capabilities(Regions.Normalize(region)));
        else if (request.Match(Region + "cachedImages") is [var other, _])
            await AnswerAsync(request, other, "cachedImages", Images(ResourceId.Parse($"/subscriptions/{other}")));
        else return false;
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request is not { Rest.Method: "GET", Target.Kind: TargetKind.Collection, Target.Id: { } group }
            || request.Target.Type != Outbound) return false;
        RequestChecks.RequireRight(cloud.Access, request.Principal, group, $"{Outbound}/read");
        if (cloud.Find(group.Value) is null) throw ArmErrors.ResourceNotFound(group);
        await request.Rest.AnswerAsync(200, new JsonArray());
        return true;
    }

    private Task AnswerAsync(PathRequest request, string subscription, string list, IEnumerable<JsonNode> values)
    {
        RequestChecks.RequireSubscription(cloud, subscription);
        RequestChecks.RequireVersion(ContainerGroupResource.TypeName, request.ApiVersion,
            ApiVersions.Of(ContainerGroupResource.TypeName), null);
        RequestChecks.RequireRight(cloud.Access, request.Principal, ResourceId.Parse($"/subscriptions/{subscription}"),
            $"Microsoft.ContainerInstance/locations/{list}/read");
        return request.Rest.AnswerAsync(200, Page.Whole(values));
    }

    private static IEnumerable<JsonObject> Capabilities(string region) =>
        ((string[])["Public", "Private"]).Select(address => new JsonObject
        {
            ["resourceType"] = "containerGroups",
            ["osType"] = "Linux",
            ["location"] = region,
            ["ipAddressType"] = address,
            ["gpu"] = "None",
            ["capabilities"] = new JsonObject
            {
                ["maxMemoryInGB"] = ContainerResources.MostMemory, ["maxCpu"] = ContainerResources.MostCores, ["maxGpuCount"] = 0,
            },
        });

    private IEnumerable<JsonObject> Images(ResourceId subscription) => cloud.Store.OfType(ContainerGroupResource.TypeName)
        .Where(group => ResourceId.IsWithin(group.Key, subscription.Value))
        .SelectMany(group => group.Body.Texts("properties.containers[].properties.image").Select(found =>
            (Image: found.Value, System: group.Body.Text("properties.osType") ?? "Linux")))
        .Distinct().OrderBy(found => found.Image, StringComparer.Ordinal)
        .Select(found => new JsonObject { ["osType"] = found.System, ["image"] = found.Image });
}
