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
        var endpoint =
            owner.Declare(name, CreateEndpointArgs(args, owner.EffectivePlacement), (n, a, o) => new PrivateEndpoint(n, a, o),
                options);
        if (args.ZoneIds.Count == 0) return endpoint;
        var group = new PrivateDnsZoneGroupArgs
        {
            PrivateDnsZoneGroupName = "default",
            PrivateEndpointName = endpoint.Name,
            ResourceGroupName = owner.EffectivePlacement.ResourceGroupName,
        };
        foreach (var (zone, id) in args.ZoneIds)
        {
            group.PrivateDnsZoneConfigs.Add(new PrivateDnsZoneConfigArgs { Name = zone.Replace('.', '-'),
                PrivateDnsZoneId = id });
        }

        owner.Declare(zonesName, group, (n, a, o) => new PrivateDnsZoneGroup(n, a, o));
        return endpoint;
    }

    private static PrivateEndpointArgs CreateEndpointArgs(PrivateLinkArgs args, Placement placement) => new()
    {
        PrivateEndpointName = args.EndpointName,
        ResourceGroupName = placement.ResourceGroupName,
        Location = placement.Location,
        Tags = placement.TagMap(),
        Subnet = new Pulumi.AzureNative.Network.Inputs.SubnetArgs { Id = args.SubnetId },
        PrivateLinkServiceConnections =
        {
            new PrivateLinkServiceConnectionArgs { Name = args.EndpointName, PrivateLinkServiceId = args.ResourceId,
                GroupIds = { args.SubResource } },
        },
    };
}
