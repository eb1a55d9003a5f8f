namespace MlopsInfra.Policies;

/// <summary>Virtual networks and security groups.</summary>
internal static class NetworkRules
{
    private const string Network = "azure-native:network:VirtualNetwork";
    private const string Subnet = "azure-native:network:Subnet";
    private const string Group = "azure-native:network:NetworkSecurityGroup";

    private const string FlowLog = "azure-native:network:FlowLog";
    private const string PrivateSubnets = "policy: 7bca8353-aa3b-429b-904a-9229c4385837";

    private static readonly string[] FromAnywhere = ["*", "Internet", "0.0.0.0/0", "any"];

    private static readonly int[] RemoteAdministration = [22, 3389];

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("subnets-have-groups", Network, "subnets[*].networkSecurityGroup.id", Requirements.Set, "CKV2_AZURE_31",
            "Azure.VNET.UseNSGs"),
        new("subnet-has-group", Subnet, "networkSecurityGroup.id", Requirements.Set, "CKV2_AZURE_31", "Azure.VNET.UseNSGs"),
        new("network-dns-servers", Network, "dhcpOptions.dnsServers", NoneOrTwo(), "CKV_AZURE_182", "CKV_AZURE_183",
            "Azure.VNET.SingleDNS"),
        new("nsg-ssh", Group, "securityRules[*]", NotOpen(22), "CKV_AZURE_10", "Azure.NSG.AnyInboundSource"),
        new("nsg-rdp", Group, "securityRules[*]", NotOpen(3389), "CKV_AZURE_9", "Azure.NSG.AnyInboundSource"),
        new("nsg-udp", Group, "securityRules[*]", NotOpenFor("Udp"), "CKV_AZURE_77"),
        new("nsg-deny-rest", Group, "securityRules", DeniesRest()),
        new("nsg-remote-administration", Group, "securityRules", DeniesRemoteAdministration(), "Azure.NSG.LateralTraversal"),
        new("nsg-logs", Group, "id", Requirements.LogsSent(), "policy: 98a2e215-5382-489e-bd29-32e7190a39ba"),
        new("subnets-private", Network, "subnets[*].defaultOutboundAccess", Requirements.False, "Azure.VNET.PrivateSubnet",
            PrivateSubnets),
        new("subnet-private", Subnet, "defaultOutboundAccess", Requirements.False, "Azure.VNET.PrivateSubnet", PrivateSubnets),
        new("network-flow-logs", Network, "id", Requirements.ReferredToBy(FlowLog, "targetResourceId", "have a flow log"),
            "policy: 4c3c6c5f-0d47-4402-99b8-aa543dd8bcee")
        {
            Profile = SecurityProfile.Production,
        },
        new("network-ddos", Network, "enableDdosProtection", Requirements.True,
            "policy: 94de2ad3-e0c1-4caf-ad78-5d47bbc83d3d") { Profile = SecurityProfile.Production },
    ];

    private static Requirement NoneOrTwo() =>
        Requirement.OfValue("name two servers or none", servers => servers.Texts.Count() != 1);

    private static Requirement NotOpen(int port) => Requirement.OfValue(
        $"not let the internet in on port {port}",
        rule => !LetsTheInternetIn(rule) || !Ports(rule).Any(range => Covers(range, port)));

    private static Requirement NotOpenFor(string protocol) => Requirement.OfValue(
        $"not let the internet in by {protocol}",
        rule => !LetsTheInternetIn(rule)
            || !Text(rule, "protocol")
                .Any(actual => actual == "*" || actual.Equals(protocol, StringComparison.OrdinalIgnoreCase)));

    private static Requirement DeniesRest() => Requirement.OfValue(
        "end with a rule that denies whatever else comes in",
        rules => rules.Value is { ValueKind: System.Text.Json.JsonValueKind.Array } list && list.EnumerateArray()
            .Select(rule => new InputValue("", InputValue.Unwrapped(rule)))
            .Any(rule => Has(rule, "access", "Deny") && Has(rule, "direction", "Inbound") && Has(rule, "sourceAddressPrefix", "*")
                && Has(rule, "destinationPortRange", "*")));

    private static Requirement DeniesRemoteAdministration() => Requirement.OfValue(
        "deny SSH and remote desktop (22, 3389) to anywhere outbound",
        rules => rules.Value is { ValueKind: System.Text.Json.JsonValueKind.Array } list && list.EnumerateArray()
            .Select(rule => new InputValue("", InputValue.Unwrapped(rule)))
            .Any(rule => Has(rule, "access", "Deny") && Has(rule, "direction", "Outbound")
                && Has(rule, "destinationAddressPrefix", "*")
                && RemoteAdministration.All(port => Ports(rule).Any(range => Covers(range, port)))));

    private static bool LetsTheInternetIn(InputValue rule) => Has(rule, "access", "Allow") && Has(rule, "direction", "Inbound")
        && Text(rule, "sourceAddressPrefix").Concat(Text(rule, "sourceAddressPrefixes"))
            .Any(source => FromAnywhere.Contains(source, StringComparer.OrdinalIgnoreCase));

    private static IEnumerable<string> Ports(InputValue rule) =>
        Text(rule, "destinationPortRange").Concat(Text(rule, "destinationPortRanges"));

    private static bool Covers(string range, int port) => range == "*" || (range.Split('-') is var ends
        && int.TryParse(ends[0], out var first) && int.TryParse(ends[^1], out var last) && port >= first && port <= last);

    private static bool Has(InputValue rule, string property, string value) =>
        Text(rule, property).Contains(value, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Text(InputValue rule, string property) =>
        rule.Value is { } value ? InputPath.Find(value, property)[0].Texts : [];
}
