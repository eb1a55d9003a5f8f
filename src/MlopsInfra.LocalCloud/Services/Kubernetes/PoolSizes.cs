using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.Compute;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>Which sizes the machines of a node pool may have.</summary>
internal static class PoolSizes
{
    /// <summary>Refuses a pool of a size that there is none of, and a system pool of a size that is too small.</summary>
    /// <param name="put">The write of the cluster or of the pool.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="path">Where it stands in the body.</param>
    /// <param name="name">Its name.</param>
    public static void Check(PutContext put, JsonObject pool, string path, string name)
    {
        if (pool.Text("vmSize") is { } size && size != SizeOf(put.Existing?.Body, name))
            CheckOffered(put, size, $"{path}.vmSize");
        foreach (var found in pool.Texts("virtualMachinesProfile.scale.manual[].size"))
            CheckOffered(put, found.Value, $"{path}.{found.Path}");
        if (NodePools.IsSystem(pool.Text("mode")) && pool.Text("vmSize") is { } used
            && VmSizes.Find(used) is { UsableCores: < 2 } or { Memory: < 4 })
            throw new ArmException(400, "SystemPoolSkuTooLow",
                $"System node pool must use VM sku with more than 2 cores and 4GB memory. Nodepool name: {name}.",
                $"{path}.vmSize");
    }

    // The words are from github.com/Azure/azure-cli/pull/30887.
    private static void CheckOffered(PutContext put, string size, string target)
    {
        if (VmSizes.FaultOf(size, put.Cloud.Now) is not { } fault) return;
        throw new ArmException(400, "VMSizeNotSupported",
            $"Virtual Machine size: '{size}' is not supported for subscription {put.Id.SubscriptionId} in location "
                + $"'{References.RegionOf(put)}'. {fault.Hint} For more details, please visit "
                + "https://aka.ms/aks/quotas-skus-regions", target);
    }

    // A pool that is there keeps its size, also when there is none of it any more.
    private static string? SizeOf(JsonObject? existing, string name) =>
        existing?.Text("properties.vmSize")
        ?? existing?.Objects("properties.agentPoolProfiles").FirstOrDefault(pool => pool.Text("name") == name)?.Text("vmSize");
}
