using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Azure networking.</summary>
internal sealed class NetworkService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new VirtualNetworkResource(),
        new SubnetResource(),
        new NetworkSecurityGroupResource(),
        new SecurityRuleResource(),
        new RouteTableResource(),
        new PrivateEndpointResource(),
        new PrivateDnsZoneGroupResource(),
        new PrivateDnsZoneResource(),
        new VirtualNetworkLinkResource(),
        .. RecordSetResource.All,
        new PublicIPAddressResource(),
        new NatGatewayResource(),
        new NetworkWatcherResource(),
        new FlowLogResource(),
    ];
}
