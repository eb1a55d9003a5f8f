using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>The six rules that every network security group has ("Network security groups", default security rules).</summary>
internal static class DefaultRules
{
    private const string Network = "VirtualNetwork";

    /// <summary>The rules as a group shows them.</summary>
    /// <param name="group">The group.</param>
    public static JsonArray Of(ResourceId group) =>
    [
        Rule(group, "AllowVnetInBound", "Allow", "Inbound", 65000, Network, Network,
            "Allow inbound traffic from all VMs in VNET"),
        Rule(group, "AllowAzureLoadBalancerInBound", "Allow", "Inbound", 65001, "AzureLoadBalancer", "*",
            "Allow inbound traffic from azure load balancer"),
        Rule(group, "DenyAllInBound", "Deny", "Inbound", 65500, "*", "*", "Deny all inbound traffic"),
        Rule(group, "AllowVnetOutBound", "Allow", "Outbound", 65000, Network, Network,
            "Allow outbound traffic from all VMs to all VMs in VNET"),
        Rule(group, "AllowInternetOutBound", "Allow", "Outbound", 65001, "*", "Internet",
            "Allow outbound traffic from all VMs to Internet"),
        Rule(group, "DenyAllOutBound", "Deny", "Outbound", 65500, "*", "*", "Deny all outbound traffic"),
    ];

    private static JsonObject Rule(ResourceId group, string name, string access, string direction, int priority, string from,
        string to, string description) => new JsonObject
    {
        ["id"] = $"{group}/defaultSecurityRules/{name}",
        ["name"] = name,
        ["etag"] = $"\"{MadeUpIds.From("rule", group.Value, name)}\"",
        ["type"] = $"{NetworkSecurityGroupResource.TypeName}/defaultSecurityRules",
        ["properties"] = new JsonObject
        {
            ["provisioningState"] = "Succeeded",
            ["description"] = description,
            ["protocol"] = "*",
            ["sourcePortRange"] = "*",
            ["destinationPortRange"] = "*",
            ["sourceAddressPrefix"] = from,
            ["destinationAddressPrefix"] = to,
            ["access"] = access,
            ["priority"] = priority,
            ["direction"] = direction,
            ["sourcePortRanges"] = new JsonArray(),
            ["destinationPortRanges"] = new JsonArray(),
            ["sourceAddressPrefixes"] = new JsonArray(),
            ["destinationAddressPrefixes"] = new JsonArray(),
        },
    };
}
