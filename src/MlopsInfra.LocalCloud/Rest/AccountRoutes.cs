using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>What is asked before a deployment: quotas, VM sizes, and what the caller may do.</summary>
internal sealed class AccountRoutes(CloudContext cloud)
{
    private const int DefaultQuota = 100;

    /// <summary>The answer to one of these paths; null if the path is none of them.</summary>
    public JsonNode? Find(string method, string[] segments, string? principal) => (method, segments) switch
    {
        ("GET", ["subscriptions", var subscription, "providers", "Microsoft.Compute", "skus"]) => Known(subscription, Skus),
        ("GET", ["subscriptions", var subscription, "providers", "Microsoft.Compute", "locations", _, "usages"]) =>
            Known(subscription, () => Usages(family => family)),
        ("GET", ["subscriptions", var subscription, "providers", "Microsoft.MachineLearningServices", "locations", _,
            "usages"]) =>
            Known(subscription, () => Usages(family => $"{family} Cluster Dedicated vCPUs")),
        ("GET", ["subscriptions", var subscription, "providers", "Microsoft.MachineLearningServices", "locations", _,
            "vmSizes"]) => Known(subscription, VmSizes),
        ("GET", [.. var scope, "providers", "Microsoft.Authorization", "permissions"]) => Permissions(scope, principal),
        _ => null,
    };

    private JsonObject Known(string subscription, Func<IEnumerable<JsonObject>> values)
    {
        RequestChecks.RequireSubscription(cloud, subscription);
        return List(values());
    }

    private static JsonObject List(IEnumerable<JsonObject> values) => new() { ["value"] = new JsonArray([.. values]) };

    private static IEnumerable<JsonObject> Skus() => VmFamilies.Sizes.Select(size => new JsonObject
    {
        ["resourceType"] = "virtualMachines",
        ["name"] = size.Key,
        ["family"] = size.Value.Family,
        ["capabilities"] = new JsonArray(new JsonObject { ["name"] = "vCPUs", ["value"] = $"{size.Value.Cores}" }),
        ["restrictions"] = new JsonArray(),
    });

    private static IEnumerable<JsonObject> VmSizes() =>
        VmFamilies.Sizes.Select(size => new JsonObject { ["name"] = size.Key, ["family"] = size.Value.Family,
            ["vCPUs"] = size.Value.Cores, ["lowPriorityCapable"] = true });

    private IEnumerable<JsonObject> Usages(Func<string, string> nameOf) => VmFamilies.All.Select(family => new JsonObject
    {
        ["unit"] = "Count",
        ["currentValue"] = 0,
        ["limit"] = cloud.Options.VcpuQuota.GetValueOrDefault(family, DefaultQuota),
        ["name"] = new JsonObject { ["value"] = nameOf(family), ["localizedValue"] = nameOf(family) },
    });

    private JsonObject Permissions(string[] scope, string? principal)
    {
        var id = ResourceId.Parse($"/{string.Join('/', scope)}");
        if (id.SubscriptionId is { } subscription) RequestChecks.RequireSubscription(cloud, subscription);
        return List(cloud.Access.PermissionsAt(principal, id).Select(granted => new JsonObject
        {
            ["actions"] = Texts(granted.Actions),
            ["notActions"] = Texts(granted.NotActions),
            ["dataActions"] = Texts(granted.DataActions),
            ["notDataActions"] = Texts(granted.NotDataActions),
        }));
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
