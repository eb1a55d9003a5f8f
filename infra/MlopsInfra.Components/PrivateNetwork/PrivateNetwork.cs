using Pulumi;
using Pulumi.AzureNative.Network;
using Pulumi.AzureNative.Network.Inputs;
using Pulumi.AzureNative.PrivateDns;
using VirtualNetworkArgs = Pulumi.AzureNative.Network.VirtualNetworkArgs;

namespace MlopsInfra.Components;

/// <summary>
/// A virtual network with a subnet for nodes and one for private endpoints, and the DNS zones that lead to those; on request a
/// subnet for machines that run jobs, and one that releases run container groups in.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var network = new PrivateNetwork("pumps-network", new PrivateNetworkArgs
/// {
///     Placement = placement,
///     NetworkName = names.For(NamingRules.VirtualNetwork),
///     NodesSecurityGroupName = names.For(NamingRules.NetworkSecurityGroup, "nodes"),
///     EndpointsSecurityGroupName = names.For(NamingRules.NetworkSecurityGroup, "endpoints"),
/// });
/// ]]></code>
/// </example>
public sealed class PrivateNetwork : MlopsComponent
{
    private readonly PrivateNetworkArgs _args;

    /// <summary>Declares the network and the zones.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public PrivateNetwork(string name, PrivateNetworkArgs args, ComponentResourceOptions? options = null)
        : base(nameof(PrivateNetwork), name, args, options)
    {
        _args = args;
        var network = Declare($"{name}-vnet", CreateNetworkArgs(name), (n, a, o) => new VirtualNetwork(n, a, o));
        var zones = args.Options.PrivateMonitoring ? PrivateZones.All.Union(PrivateZones.OfMonitoring) : PrivateZones.All;
        ZoneIds = zones.ToDictionary(zone => zone, zone => CreateZone(name, zone, network).Id);
        Diagnostics.Send(this, name, network.Id, EffectivePlacement.LogAnalyticsId);

        NetworkId = network.Id;
        NodesSubnetId = Output.Format($"{network.Id}/subnets/{NetworkSubnets.Nodes}");
        EndpointsSubnetId = Output.Format($"{network.Id}/subnets/{NetworkSubnets.Endpoints}");
        AgentsSubnetId = args.Agents is null ? null : Output.Format($"{network.Id}/subnets/{NetworkSubnets.Agents}");
        ReleaseSubnetId = args.ReleaseSecurityGroupName is null
            ? null
            : Output.Format($"{network.Id}/subnets/{NetworkSubnets.Releases}");
        RegisterOutputs();
    }

    /// <summary>ARM id of the network.</summary>
    [Output("networkId")]
    public Output<string> NetworkId { get; private set; }

    /// <summary>ARM id of the subnet for nodes.</summary>
    [Output("nodesSubnetId")]
    public Output<string> NodesSubnetId { get; private set; }

    /// <summary>ARM id of the subnet for private endpoints.</summary>
    [Output("endpointsSubnetId")]
    public Output<string> EndpointsSubnetId { get; private set; }

    /// <summary>ARM id of the subnet for machines that run jobs; null where none was asked for.</summary>
    [Output("agentsSubnetId")]
    public Output<string>? AgentsSubnetId { get; private set; }

    /// <summary>ARM id of the subnet that releases run container groups in; null where none was asked for.</summary>
    [Output("releaseSubnetId")]
    public Output<string>? ReleaseSubnetId { get; private set; }

    /// <summary>ARM ids of the private DNS zones, by the names in <see cref="PrivateZones"/>.</summary>
    public IReadOnlyDictionary<string, Output<string>> ZoneIds { get; }

    /// <summary>Gives a resource an address in the network.</summary>
    /// <param name="name">Pulumi name of the endpoint.</param>
    /// <param name="endpointName">Azure name of the endpoint.</param>
    /// <param name="resourceId">ARM id of the resource.</param>
    /// <param name="subResource">Part of the resource that the endpoint leads to, as in <c>blob</c>.</param>
    /// <param name="zoneNames">DNS zones that the address is entered into.</param>
    internal void Link(string name, string endpointName, Input<string> resourceId, string subResource,
        params IReadOnlyList<string> zoneNames)
    {
        var link = new PrivateLinkArgs
        {
            EndpointName = endpointName,
            ResourceId = resourceId,
            SubResource = subResource,
            SubnetId = EndpointsSubnetId,
            ZoneIds = zoneNames.ToDictionary(zone => zone, zone => (Input<string>)ZoneIds[zone]),
        };
        PrivateEndpointSpec.Declare(this, name, $"{name}-dns", link);
    }

    // Subnets are written with the network: two subnets of one network can't be written at the same time.
    private VirtualNetworkArgs CreateNetworkArgs(string name) => new()
    {
        VirtualNetworkName = _args.NetworkName,
        ResourceGroupName = EffectivePlacement.ResourceGroupName,
        Location = EffectivePlacement.Location,
        Tags = EffectivePlacement.TagMap(),
        AddressSpace = new AddressSpaceArgs { AddressPrefixes = { _args.Options.AddressSpace } },
        Subnets = new NetworkSubnets(this, name, EffectivePlacement, _args).Create(),
    };

    private PrivateZone CreateZone(string name, string zoneName, VirtualNetwork network)
    {
        var zone = Declare(
            $"{name}-{zoneName}",
            new PrivateZoneArgs
            {
                PrivateZoneName = zoneName,
                ResourceGroupName = EffectivePlacement.ResourceGroupName,
                Location = "global",
                Tags = EffectivePlacement.TagMap(),
            },
            (n, a, o) => new PrivateZone(n, a, o));
        Declare(
            $"{name}-{zoneName}-link",
            new VirtualNetworkLinkArgs
            {
                VirtualNetworkLinkName = _args.NetworkName,
                PrivateZoneName = zone.Name,
                ResourceGroupName = EffectivePlacement.ResourceGroupName,
                Location = "global",
                RegistrationEnabled = false,
                Tags = EffectivePlacement.TagMap(),
                VirtualNetwork = new Pulumi.AzureNative.PrivateDns.Inputs.SubResourceArgs { Id = network.Id },
            },
            (n, a, o) => new VirtualNetworkLink(n, a, o));
        return zone;
    }
}
