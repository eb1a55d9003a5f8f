using Pulumi;
using Pulumi.AzureNative.Network;
using SecurityRuleArgs = Pulumi.AzureNative.Network.Inputs.SecurityRuleArgs;

namespace MlopsInfra.Components;

/// <summary>
/// Who gets into a subnet. The last rule shuts out whatever no rule before it lets in, neighbours in the network included.
/// </summary>
internal static class SecurityGroupRules
{
    private const string Network = "VirtualNetwork";
    private const int LastPriority = 4096;

    /// <summary>
    /// Nodes of AKS: each other, their pods ("Azure CNI Overlay networking", network security groups), callers of the scoring
    /// router, and Azure's health probes.
    /// </summary>
    /// <param name="nodes">Address range of the subnet.</param>
    /// <param name="plainHttp">Whether the router is called without TLS.</param>
    public static InputList<SecurityRuleArgs> ForNodes(string nodes, bool plainHttp) =>
    [
        Allow("allow-nodes", 100, nodes, nodes, "*"),
        Allow("allow-nodes-to-pods", 110, nodes, PrivateNetworkOptions.PodRange, "*"),
        Allow("allow-pods", 120, PrivateNetworkOptions.PodRange, PrivateNetworkOptions.PodRange, "*"),
        Allow("allow-scoring", 130, Network, "*", plainHttp ? ["80", "443"] : ["443"]),
        Allow("allow-load-balancer", 140, "AzureLoadBalancer", "*", "*"),
        DenyRest(),
        DenyRemoteAdministration(),
    ];

    /// <summary>Private endpoints: HTTPS for all of them, SMB for the file share.</summary>
    public static InputList<SecurityRuleArgs> ForEndpoints() =>
    [
        Allow("allow-clients", 100, Network, "*", "443", "445"),
        DenyRest(),
        DenyRemoteAdministration(),
    ];

    /// <summary>
    /// Machines that fetch their jobs themselves, and container groups that end by themselves: nobody has to get in.
    /// </summary>
    public static InputList<SecurityRuleArgs> WithoutCallers() => [DenyRest(), DenyRemoteAdministration()];

    private static SecurityRuleArgs Allow(string name, int priority, string from, string to, params string[] ports)
    {
        var rule = CreateRule(name, priority, SecurityRuleAccess.Allow, from, to);
        rule.Protocol = ports is ["*"] ? SecurityRuleProtocol.Asterisk : SecurityRuleProtocol.Tcp;
        if (ports is [var only]) rule.DestinationPortRange = only;
        else rule.DestinationPortRanges = ports;
        return rule;
    }

    private static SecurityRuleArgs DenyRest()
    {
        var rule = CreateRule("deny-rest", LastPriority, SecurityRuleAccess.Deny, "*", "*");
        rule.Protocol = SecurityRuleProtocol.Asterisk;
        rule.DestinationPortRange = "*";
        return rule;
    }

    // Who gets hold of one machine doesn't get from it to others by SSH or remote desktop.
    private static SecurityRuleArgs DenyRemoteAdministration()
    {
        var rule = CreateRule("deny-remote-administration", 100, SecurityRuleAccess.Deny, "*", "*");
        rule.Direction = SecurityRuleDirection.Outbound;
        rule.Protocol = SecurityRuleProtocol.Asterisk;
        rule.DestinationPortRanges = ["22", "3389"];
        return rule;
    }

    private static SecurityRuleArgs CreateRule(string name, int priority, SecurityRuleAccess access, string from, string to) =>
        new()
    {
        Name = name,
        Priority = priority,
        Access = access,
        Direction = SecurityRuleDirection.Inbound,
        SourceAddressPrefix = from,
        SourcePortRange = "*",
        DestinationAddressPrefix = to,
    };
}
