using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Subnets: ranges that fit into their network, one write of the network at a time, what is in use stays.</summary>
internal sealed class SubnetResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{VirtualNetworkResource.TypeName}/subnets";

    public override NamingRule Naming { get; init; } = NetworkNames.Of(1, 80);

    public override LocationRule Location { get; init; } = LocationRule.Optional;

    public override LongRunningStyle? LongRunning { get; init; } = LongRunningStyle.Common;

    public override IReadOnlyList<Reference> References { get; init; } =
    [
        Arm.References.Used("properties.networkSecurityGroup.id", NetworkSecurityGroupResource.TypeName),
        Arm.References.Used("properties.natGateway.id", NatGatewayResource.TypeName),
        Arm.References.Used("properties.routeTable.id", RouteTableResource.TypeName),
    ];

    public override string? SerializedBy(ResourceId id) => VirtualNetworkResource.Writes(id.Parent!);

    public override ArmException Busy(ResourceId id) => VirtualNetworkResource.Busy(id, id.Parent!);

    public override void CheckPut(PutContext put)
    {
        var network = put.Cloud.Find(put.Id.Parent!.Value)!;
        var spaces = VirtualNetworkResource.Spaces(network.Body);
        var others = VirtualNetworkResource.Subnets(put.Cloud, put.Id.Parent)
            .Where(put.IsAnother)
            .SelectMany(other => SubnetChange.Prefixes(other.Body)
                .Select(prefix => (other.Name, AddressRanges.Parse(prefix, "properties.addressPrefix")))).ToList();
        AddressRanges.Fit(put.Id.Name, SubnetChange.Prefixes(put.Body), spaces, others, put.Id.Parent.Name);
        if (put.Existing is { } existing) SubnetChange.Check(put.Cloud, existing, put.Body);
    }

    public override IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written) =>
        VirtualNetworkResource.Inline.Remember(put);

    public override IEnumerable<StoreChange> Leaves(DeleteContext delete) => VirtualNetworkResource.Inline.Forget(delete);

    public override void CheckDelete(DeleteContext delete) => CheckUnused(delete.Cloud, delete.Existing);

    /// <summary>Refuses to delete a subnet that something lives in.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="subnet">The subnet.</param>
    /// <exception cref="ArmException">It is in use.</exception>
    public static void CheckUnused(CloudContext cloud, StoredResource subnet)
    {
        if (NetworkUse.UserOf(cloud, subnet) is not { } user) return;
        throw new ArmException(400, "InUseSubnetCannotBeDeleted",
            $"Subnet {subnet.Name} is in use by {user} and cannot be deleted. In order to delete the subnet, delete all the "
                + "resources within the subnet. See aka.ms/deletesubnet.", subnet.Key);
    }
}
