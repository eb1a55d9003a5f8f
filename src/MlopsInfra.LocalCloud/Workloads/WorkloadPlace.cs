using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>Which network a workload runs in, which decides what it reaches.</summary>
internal static class WorkloadPlace
{
    private static readonly string[] Subnets =
        ["properties.subnetIds[].id", "properties.properties.subnet.id", "properties.agentPoolProfiles[].vnetSubnetID"];

    // A deployment on Kubernetes names its compute, and that the cluster that it is.
    private static readonly string[] Machines = ["properties.compute", "properties.resourceId"];

    /// <summary>Where a workload's calls come from.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="runsIn">ARM id of what it runs in: a compute, a deployment, a container group.</param>
    public static CallerPlace Of(CloudContext cloud, string? runsIn)
    {
        for (var resource = cloud.Find(runsIn); resource is not null; resource = ParentOf(cloud, resource))
        {
            if (InSubnet(resource) is { } subnet) return subnet;
            // The service brings endpoints along for what the workspace works with.
            if (resource.Body.Text("properties.managedNetwork.isolationMode") is { } mode
                && !mode.Equals("Disabled", StringComparison.OrdinalIgnoreCase))
                return new CallerPlace.Service(resource.Key);
            var machine = Machines.Select(resource.Body.Text).Select(cloud.Find).FirstOrDefault(found => found is not null);
            if (machine is not null) return Of(cloud, machine.Key);
        }

        return CallerPlace.Outside;
    }

    private static CallerPlace.InNetwork? InSubnet(StoredResource resource)
    {
        var subnet = Subnets.SelectMany(resource.Body.Texts).Select(found => found.Value).FirstOrDefault();
        return ResourceId.TryParse(subnet, out var id) && id.Parent is { } network
            ? new CallerPlace.InNetwork(network.Value, id.Value) : null;
    }

    private static StoredResource? ParentOf(CloudContext cloud, StoredResource resource) =>
        cloud.Find(ResourceId.Parse(resource.Key).Parent?.Value);
}
