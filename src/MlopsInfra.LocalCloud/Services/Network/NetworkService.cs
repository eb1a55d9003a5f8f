using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Network.PrivateLink;

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

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services)
    {
        services.AddSingleton<IArmRoutes, PrivateLinkRoutes>().AddSingleton<IArmRoutes, AllRecordsRoutes>();
        foreach (var limit in Limits) services.AddSingleton(limit);
    }

    private static IEnumerable<UsageLimit> Limits =>
    [
        new(VirtualNetworkResource.TypeName, "VirtualNetworks", "Virtual Networks", 1000),
        new(NetworkSecurityGroupResource.TypeName, "NetworkSecurityGroups", "Network Security Groups", 5000),
        new(PublicIPAddressResource.TypeName, "PublicIPAddresses", "Public IP Addresses", 1000),
        new(RouteTableResource.TypeName, "RouteTables", "Route Tables", 200),
        new(PrivateEndpointResource.TypeName, "PrivateEndpoints", "Private Endpoints", 65536),
        new(NatGatewayResource.TypeName, "NatGateways", "Nat Gateways", 100),
        new(NetworkWatcherResource.TypeName, "NetworkWatchers", "Network Watchers", 1),
    ];
}
