using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Who uses a network resource, so that it can't be deleted.</summary>
internal static class NetworkUse
{
    /// <summary>Types that live in subnets, with the place of the subnet's id.</summary>
    private static readonly (string Type, string Path)[] InSubnets =
    [
        ("Microsoft.Network/privateEndpoints", "properties.subnet.id"),
        ("Microsoft.ContainerService/managedClusters", "properties.agentPoolProfiles[].vnetSubnetID"),
        ("Microsoft.ContainerService/managedClusters/agentPools", "properties.vnetSubnetID"),
        ("Microsoft.ContainerInstance/containerGroups", "properties.subnetIds[].id"),
        ("Microsoft.Compute/virtualMachineScaleSets",
            "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[].properties"
                + ".ipConfigurations[].properties.subnet.id"),
        ("Microsoft.MachineLearningServices/workspaces/computes", "properties.properties.subnet.id"),
    ];

    /// <summary>What subnets refer to, with the place.</summary>
    private static readonly string[] OfSubnets =
        ["properties.networkSecurityGroup.id", "properties.routeTable.id", "properties.natGateway.id"];

    /// <summary>The id of what uses a subnet; null if nothing does.</summary>
    public static string? UserOf(CloudContext cloud, string subnet) => InSubnets
        .Concat(Declared(cloud, "Microsoft.Network/virtualNetworks/subnets"))
        .SelectMany(place => cloud.Store.OfType(place.Type).Where(resource => Refers(resource.Body, place.Path, subnet)))
        .FirstOrDefault()?.Key;

    /// <summary>The id of the subnet that uses something (a security group, a route table); null if none does.</summary>
    public static string? SubnetOf(CloudContext cloud, string id) =>
        cloud.Store.OfType("Microsoft.Network/virtualNetworks/subnets")
        .FirstOrDefault(subnet => OfSubnets.Any(path => Refers(subnet.Body, path, id)))?.Key;

    private static IEnumerable<(string Type, string Path)> Declared(CloudContext cloud, ResourceType target) =>
        from type in cloud.Types.All
        from reference in type.References
        where reference.Uses && reference.Targets.Contains(target)
        select (type.Type.ToString(), reference.Path);

    private static bool Refers(JsonObject body, string path, string id) =>
        body.Texts(path).Any(found => found.Value.Equals(id, StringComparison.OrdinalIgnoreCase));
}
