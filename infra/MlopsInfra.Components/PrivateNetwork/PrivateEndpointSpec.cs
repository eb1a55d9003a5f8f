using Pulumi;
using Pulumi.AzureNative.Network;
using Pulumi.AzureNative.Network.Inputs;

namespace MlopsInfra.Components;

/// <summary>Declares a private endpoint and its entries in DNS zones.</summary>
internal static class PrivateEndpointSpec
{
    public static PrivateEndpoint Declare(MlopsComponent owner, string name, string zonesName, PrivateLinkArgs args,
        params Resource[] after)
    {
        var options = new CustomResourceOptions { ReplaceOnChanges = { "location" }, DependsOn = { after } };
        var endpoint = owner.Declare(name, Endpoint(args), (n, a, o) => new PrivateEndpoint(n, a, o), options);
        if (args.ZoneIds.Count == 0) return endpoint;
        var group = new PrivateDnsZoneGroupArgs
        {
            PrivateDnsZoneGroupName = "default",
            PrivateEndpointName = endpoint.Name,
            ResourceGroupName = args.Placement.ResourceGroupName,
        };
        foreach (var (zone, id) in args.ZoneIds)
        {
            group.PrivateDnsZoneConfigs.Add(new PrivateDnsZoneConfigArgs { Name = zone.Replace('.', '-'),
                PrivateDnsZoneId = id });
        }

        owner.Declare(zonesName, group, (n, a, o) => new PrivateDnsZoneGroup(n, a, o));
        return endpoint;
    }

    private static PrivateEndpointArgs Endpoint(PrivateLinkArgs args) => new()
    {
        PrivateEndpointName = args.EndpointName,
        ResourceGroupName = args.Placement.ResourceGroupName,
        Location = args.Placement.Location,
        Tags = args.Placement.TagMap(),
        Subnet = new Pulumi.AzureNative.Network.Inputs.SubnetArgs { Id = args.SubnetId },
        PrivateLinkServiceConnections =
        {
            new PrivateLinkServiceConnectionArgs { Name = args.EndpointName, PrivateLinkServiceId = args.ResourceId,
                GroupIds = { args.SubResource } },
        },
    };
}
