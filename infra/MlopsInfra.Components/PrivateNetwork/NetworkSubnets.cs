using Pulumi;
using Pulumi.AzureNative.Network;
using Pulumi.AzureNative.Network.Inputs;
using SecurityRuleArgs = Pulumi.AzureNative.Network.Inputs.SecurityRuleArgs;
using SubnetArgs = Pulumi.AzureNative.Network.Inputs.SubnetArgs;
using SubResourceArgs = Pulumi.AzureNative.Network.Inputs.SubResourceArgs;

namespace MlopsInfra.Components;

/// <summary>The subnets of a private network, each with a security group of its own.</summary>
internal sealed class NetworkSubnets(MlopsComponent owner, string name, Placement placement, PrivateNetworkArgs args)
{
    /// <summary>Name of the subnet for nodes.</summary>
    public const string Nodes = "snet-nodes";

    /// <summary>Name of the subnet for private endpoints.</summary>
    public const string Endpoints = "snet-endpoints";

    /// <summary>Name of the subnet for machines that run jobs.</summary>
    public const string Agents = "snet-agents";

    /// <summary>Name of the subnet that releases run container groups in.</summary>
    public const string Releases = "snet-release";

    private const string ContainerGroups = "Microsoft.ContainerInstance/containerGroups";

    private readonly PrivateNetworkOptions _options = args.Options;

    /// <summary>Declares the security groups, and says what the subnets are.</summary>
    public InputList<SubnetArgs> Create()
    {
        var subnets = new InputList<SubnetArgs> { CreateNodes(), CreateEndpoints() };
        if (args.Agents is { } agents) subnets.Add(CreateAgents(agents));
        if (args.ReleaseSecurityGroupName is { } group) subnets.Add(CreateReleases(group));
        return subnets;
    }

    private SubnetArgs CreateNodes()
    {
        var rules = SecurityGroupRules.ForNodes(_options.NodesSubnet, args.PlainHttpScoring);
        var subnet = CreateSubnet(Nodes, _options.NodesSubnet, CreateGroup("nodes", args.NodesSecurityGroupName, rules));
        if (args.NodesRouteTableId is { } routes)
            subnet.RouteTable = new Pulumi.AzureNative.Network.Inputs.RouteTableArgs { Id = routes };
        return subnet;
    }

    private SubnetArgs CreateEndpoints() => CreateSubnet(
        Endpoints, _options.EndpointsSubnet,
        CreateGroup("endpoints", args.EndpointsSecurityGroupName, SecurityGroupRules.ForEndpoints()));

    private SubnetArgs CreateAgents(AgentsSubnet agents)
    {
        var group = CreateGroup("agents", agents.SecurityGroupName, SecurityGroupRules.WithoutCallers());
        var subnet = CreateSubnet(Agents, _options.AgentsSubnet, group);
        var gateway = OutboundGateway.Declare(owner, $"{name}-agents-nat", placement, agents);
        subnet.NatGateway = new SubResourceArgs { Id = gateway.Id };
        return subnet;
    }

    // What runs here calls storage and the scoring router, in the network, and nobody outside: there is no way out.
    private SubnetArgs CreateReleases(string groupName)
    {
        var group = CreateGroup("release", groupName, SecurityGroupRules.WithoutCallers());
        var subnet = CreateSubnet(Releases, _options.ReleaseSubnet, group);
        subnet.Delegations.Add(new DelegationArgs { Name = "container-groups", ServiceName = ContainerGroups });
        return subnet;
    }

    private static SubnetArgs CreateSubnet(string subnet, string range, NetworkSecurityGroup group) => new()
    {
        Name = subnet,
        AddressPrefix = range,
        NetworkSecurityGroup = new Pulumi.AzureNative.Network.Inputs.NetworkSecurityGroupArgs { Id = group.Id },
        // Nodes have the load balancer of their cluster, endpoints call nobody.
        DefaultOutboundAccess = false,
        PrivateEndpointNetworkPolicies = VirtualNetworkPrivateEndpointNetworkPolicies.Enabled,
    };

    private NetworkSecurityGroup CreateGroup(string role, string groupName, InputList<SecurityRuleArgs> rules)
    {
        var resource = $"{name}-{role}-nsg";
        var group = owner.Declare(
            resource,
            new Pulumi.AzureNative.Network.NetworkSecurityGroupArgs
            {
                NetworkSecurityGroupName = groupName,
                ResourceGroupName = placement.ResourceGroupName,
                Location = placement.Location,
                Tags = placement.TagMap(),
                SecurityRules = rules,
            },
            (n, a, o) => new NetworkSecurityGroup(n, a, o));
        // A security group has logs, and no metrics.
        Diagnostics.Send(owner, resource, group.Id, placement.LogAnalyticsId, metrics: null);
        return group;
    }
}
