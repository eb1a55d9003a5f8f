using Pulumi;
using Pulumi.AzureNative.Network;
using Pulumi.AzureNative.Network.Inputs;

namespace MlopsInfra.Components;

/// <summary>The way out of a subnet: a NAT gateway and its address.</summary>
internal static class OutboundGateway
{
    public static NatGateway Declare(MlopsComponent owner, string name, Placement placement, AgentsSubnet names)
    {
        var address = owner.Declare(
            $"{name}-ip",
            new Pulumi.AzureNative.Network.PublicIPAddressArgs
            {
                PublicIpAddressName = names.PublicIpName,
                ResourceGroupName = placement.ResourceGroupName,
                Location = placement.Location,
                Tags = placement.TagMap(),
                Sku = new PublicIPAddressSkuArgs { Name = PublicIPAddressSkuName.Standard,
                    Tier = PublicIPAddressSkuTier.Regional },
                PublicIPAllocationMethod = IPAllocationMethod.Static,
                PublicIPAddressVersion = IPVersion.IPv4,
            },
            (n, a, o) => new PublicIPAddress(n, a, o));
        Diagnostics.Send(owner, $"{name}-ip", address.Id, placement.LogAnalyticsId);
        return owner.Declare(
            name,
            new Pulumi.AzureNative.Network.NatGatewayArgs
            {
                NatGatewayName = names.NatGatewayName,
                ResourceGroupName = placement.ResourceGroupName,
                Location = placement.Location,
                Tags = placement.TagMap(),
                Sku = new NatGatewaySkuArgs { Name = NatGatewaySkuName.Standard },
                PublicIpAddresses = { new Pulumi.AzureNative.Network.Inputs.SubResourceArgs { Id = address.Id } },
            },
            (n, a, o) => new NatGateway(n, a, o),
            new CustomResourceOptions { ReplaceOnChanges = { "location" } });
    }
}
