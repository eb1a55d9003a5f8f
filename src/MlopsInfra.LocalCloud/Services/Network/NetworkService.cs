using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Azure networking.</summary>
internal sealed class NetworkService : AzureService
{
    /// <summary>The ARM type of NAT gateways.</summary>
    public const string NatGateways = "Microsoft.Network/natGateways";

    private const string PublicAddresses = "Microsoft.Network/publicIPAddresses";

    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new VirtualNetworkResource(),
        new SubnetResource(),
        new NetworkSecurityGroupResource(),
        new SecurityRuleResource(),
        new RouteTableResource(),
        new PrivateEndpointResource(),
        new AzureResource($"{PrivateEndpointResource.TypeName}/privateDnsZoneGroups")
        {
            Naming = NetworkNames.Of(1, 80),
            Duration = TypicalDuration.Estimated(15),
            References =
            [
                new("properties.privateDnsZoneConfigs[].properties.privateDnsZoneId", References.Network,
                    PrivateDnsZoneResource.TypeName),
            ],
        },
        new PrivateDnsZoneResource(),
        new VirtualNetworkLinkResource(),
        new AzureResource(PublicAddresses) { Naming = NetworkNames.Of(1, 80), Duration = TypicalDuration.Estimated(5) },
        new AzureResource(NatGateways)
        {
            Naming = NetworkNames.Of(1, 80),
            Duration = TypicalDuration.Estimated(10),
            References = [new("properties.publicIpAddresses[].id", References.Network, PublicAddresses)],
        },
        new AzureResource("Microsoft.Network/networkWatchers") { Naming = NetworkNames.Of(1, 80) },
        new AzureResource("Microsoft.Network/networkWatchers/flowLogs") { Naming = NetworkNames.Of(1, 80) },
    ];
}
