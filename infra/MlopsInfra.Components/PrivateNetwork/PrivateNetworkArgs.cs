using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="PrivateNetwork"/>.</summary>
public sealed class PrivateNetworkArgs : PlacedComponentArgs
{
    /// <summary>Name of the virtual network.</summary>
    public required string NetworkName { get; init; }

    /// <summary>Name of the security group of the nodes' subnet.</summary>
    public required string NodesSecurityGroupName { get; init; }

    /// <summary>Name of the security group of the endpoints' subnet.</summary>
    public required string EndpointsSecurityGroupName { get; init; }

    /// <summary>
    /// ARM id of a route table for the nodes' subnet. Default: null, nodes reach the internet as Azure lets them.
    /// </summary>
    public Input<string>? NodesRouteTableId { get; init; }

    /// <summary>Whether the scoring router is called over plain HTTP (port 80), too. Default: false.</summary>
    public bool PlainHttpScoring { get; init; }

    /// <summary>A subnet for machines that run jobs; null declares none. Default: null.</summary>
    public AgentsSubnet? Agents { get; init; }

    /// <summary>
    /// Name of the security group of a subnet that releases run container groups in (delegated to Container Instances), which
    /// nobody calls and which has no way out; null declares no such subnet. Default: null.
    /// </summary>
    public string? ReleaseSecurityGroupName { get; init; }

    /// <summary>What can be chosen.</summary>
    public PrivateNetworkOptions Options { get; init; } = new();

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(NetworkName), NetworkName, NamingRules.VirtualNetwork);
        problems.Name(nameof(NodesSecurityGroupName), NodesSecurityGroupName, NamingRules.NetworkSecurityGroup);
        problems.Name(nameof(EndpointsSecurityGroupName), EndpointsSecurityGroupName, NamingRules.NetworkSecurityGroup);
        Agents?.Check(problems, nameof(Agents));
        Options.Check(problems, nameof(Options));
        if (ReleaseSecurityGroupName is { } name)
            problems.Name(nameof(ReleaseSecurityGroupName), name, NamingRules.NetworkSecurityGroup);
        Options.CheckOthers(problems, nameof(Options), Agents is not null, ReleaseSecurityGroupName is not null);
    }
}
