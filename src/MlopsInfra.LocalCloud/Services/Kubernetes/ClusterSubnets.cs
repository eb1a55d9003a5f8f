using System.Net;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>
/// Whether the nodes of all pools, and their pods, find addresses: Azure looks at as many nodes as the pools may grow to.
/// </summary>
internal static class ClusterSubnets
{
    private const string Pools = "properties.agentPoolProfiles";

    // Of Azure CNI, where a pool says nothing.
    private const int DefaultPods = 30;

    /// <summary>Refuses pools that don't fit into their subnets.</summary>
    /// <param name="put">The PUT of a cluster, or of a pool of one.</param>
    /// <param name="cluster">The cluster as it is to be.</param>
    /// <param name="more">A pool besides those that are there; null where the cluster itself is written.</param>
    public static void Check(PutContext put, JsonObject cluster, JsonObject? more)
    {
        var pools = PoolsOf(put, cluster, more);
        var network = cluster.At("properties.networkProfile") as JsonObject;
        var isOverlay = "overlay".Equals(network?.Text("networkPluginMode"), StringComparison.OrdinalIgnoreCase);
        var isAzure = "azure".Equals(network?.Text("networkPlugin"), StringComparison.OrdinalIgnoreCase);
        foreach (var group in pools.Where(pool => pool.Text("vnetSubnetID") is not null)
            .GroupBy(pool => pool.Text("vnetSubnetID")!, StringComparer.OrdinalIgnoreCase))
        {
            if (put.Cloud.Find(group.Key) is not { } subnet) continue;
            if (subnet.Body.At("properties.delegations") is JsonArray { Count: > 0 })
                throw new ArmException(400, "SubnetIsDelegated",
                    $"AgentPoolProfile.VnetSubnetID {subnet.Key} cannot be used as it's a delegated subnet. Please check "
                        + "https://aka.ms/adv-network-prerequest for more details.", Pools);
            // Without an overlay, Azure CNI takes an address of the subnet for each pod, before there is any.
            var needed = group.Sum(pool => Nodes(pool) * (isAzure && !isOverlay && pool.Text("podSubnetID") is null
                ? 1 + (pool.Number("maxPods") ?? DefaultPods) : 1));
            foreach (var prefix in ClusterNetworkRules.Prefixes(subnet.Body).Take(1))
                CheckSize(needed, Addresses(prefix) - 5, prefix, subnet.Name);
        }

        // An overlay gives each node a /24.
        if (isOverlay && IPNetwork.TryParse(network?.Text("podCidr") ?? ClusterNetworkRules.DefaultPods, out var pods))
            CheckSize(pools.Sum(Nodes) * 256, Addresses(pods), pods, "networkProfile.podCIDR");
    }

    private static List<JsonObject> PoolsOf(PutContext put, JsonObject cluster, JsonObject? more)
    {
        var id = more is null ? put.Id : put.Id.Parent!;
        var pools = new Dictionary<string, JsonObject>(StringComparer.OrdinalIgnoreCase);
        foreach (var pool in cluster.Objects(Pools)) pools[pool.Text("name") ?? ""] = pool;
        foreach (var pool in put.Cloud.Store.Children(id.Value).Where(child => child.Type == AgentPoolResource.TypeName))
        {
            if (pool.Body["properties"] is JsonObject properties) pools.TryAdd(pool.Name, properties);
        }

        if (more is not null) pools[put.Id.Name] = more;
        return [.. pools.Values];
    }

    private static double Nodes(JsonObject pool) =>
        pool.Number(pool.Flag("enableAutoScaling") == true ? "maxCount" : "count") ?? 1;

    private static double Addresses(IPNetwork range) =>
        Math.Pow(2, (range.BaseAddress.GetAddressBytes().Length * 8) - range.PrefixLength);

    private static void CheckSize(double needed, double available, IPNetwork range, string name)
    {
        if (needed <= available) return;
        throw new ArmException(400, "InsufficientSubnetSize",
            $"Pre-allocated IPs {needed} exceeds IPs available {available} in Subnet Cidr {range}, Subnet Name {name}. If "
                + "Autoscaler is enabled, the max-count from each nodepool is counted towards this total. "
                + "http://aka.ms/aks/insufficientsubnetsize", Pools);
    }
}
