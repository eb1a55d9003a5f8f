namespace MlopsInfra.Components;

/// <summary>
/// A subnet for machines that run jobs, which call out by a NAT gateway: from one address, that firewalls elsewhere can let in.
/// Nobody calls them.
/// </summary>
public sealed record AgentsSubnet
{
    /// <summary>Name of the security group of the subnet.</summary>
    public required string SecurityGroupName { get; init; }

    /// <summary>Name of the NAT gateway.</summary>
    public required string NatGatewayName { get; init; }

    /// <summary>Name of the NAT gateway's public address.</summary>
    public required string PublicIpName { get; init; }

    internal void Check(Problems problems, string path)
    {
        problems.Name($"{path}.{nameof(SecurityGroupName)}", SecurityGroupName, NamingRules.NetworkSecurityGroup);
        problems.Name($"{path}.{nameof(NatGatewayName)}", NatGatewayName, NamingRules.NatGateway);
        problems.Name($"{path}.{nameof(PublicIpName)}", PublicIpName, NamingRules.PublicIpAddress);
    }
}
