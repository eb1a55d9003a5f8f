using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>What a cluster shows of its node pools: all of them, also those that were made as resources of their own.</summary>
internal static class ClusterPools
{
    private const string Cluster = "Microsoft.ContainerService/managedClusters";
    private const string Pool = $"{Cluster}/agentPools";

    /// <summary>Adds them to what is shown.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="shown">What a GET shows of it.</param>
    public static void Show(CloudContext cloud, StoredResource resource, JsonObject shown)
    {
        if (resource.Type != Cluster || shown.At("properties.agentPoolProfiles") is not JsonArray profiles) return;
        var names =
            profiles.OfType<JsonObject>().Select(profile => profile.Text("name")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var pool in cloud.Store.Children(resource.Key).Where(child => child.Type == Pool)
            .OrderBy(child => child.Name, StringComparer.Ordinal))
        {
            if (!names.Add(pool.Name) || Views.Written(cloud, pool)["properties"] is not JsonObject properties) continue;
            var profile = properties.DeepClone().AsObject();
            profile["name"] = pool.Name;
            profiles.Add(profile);
        }
    }
}
