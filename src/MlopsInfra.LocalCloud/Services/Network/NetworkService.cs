using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Azure networking.</summary>
internal sealed class NetworkService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new VirtualNetworkResource("Microsoft.Network/virtualNetworks"),
        new VirtualNetworkResource("Microsoft.Network/virtualNetworks/subnets"),
        new NetworkSecurityGroupResource("Microsoft.Network/networkSecurityGroups"),
        new NetworkSecurityGroupResource("Microsoft.Network/networkSecurityGroups/securityRules"),
        new NetworkSecurityGroupResource("Microsoft.Network/routeTables"),
        new PrivateEndpointResource(),
        new PrivateDnsZoneResource("Microsoft.Network/privateDnsZones"),
        new PrivateDnsZoneResource("Microsoft.Network/privateDnsZones/virtualNetworkLinks"),
    ];
}
