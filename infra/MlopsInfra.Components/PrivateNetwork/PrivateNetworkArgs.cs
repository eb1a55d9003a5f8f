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

    /// <summary>What can be chosen.</summary>
    public PrivateNetworkOptions Options { get; init; } = new();

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(NetworkName), NetworkName, NamingRules.VirtualNetwork);
        problems.Name(nameof(NodesSecurityGroupName), NodesSecurityGroupName, NamingRules.NetworkSecurityGroup);
        problems.Name(nameof(EndpointsSecurityGroupName), EndpointsSecurityGroupName, NamingRules.NetworkSecurityGroup);
        Options.Check(problems, nameof(Options));
    }
}
