using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.Network;

/// <summary>What a program may get wrong on networks, and Azure's code for it.</summary>
internal static class NetworkMistakes
{
    private const string Placed = """ "resourceGroupName":"rg","location":"westeurope" """;
    private const string Zone = """ "resourceGroupName":"rg","privateZoneName":"one.example.com" """;

    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("a subnet outside of its network", "NetcfgInvalidSubnet", async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Network();
            await azure.Subnet("more", or["10.0.2.0/24", "10.1.2.0/24"]);
        })),
        new("a private endpoint to a wrong sub-resource", "PrivateEndpointInvalidGroupId", async (azure, or) =>
            await azure.AccountAnd(async account => await azure.PrivateEndpoint(await azure.Network(), account,
                or["blob", "vault"]))),
        new("a private endpoint to a registry that is not Premium", "PrivateEndpointNotSupportedForSku", async (azure, or) =>
            await azure.GroupAnd(async () => await azure.PrivateEndpoint(await azure.Network(),
                await azure.Registry(sku: or["Premium", "Standard"]), "registry"))),
        new("two subnets of one network at once", "AnotherOperationInProgress",
            async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Network("[]");
            await or.OneAfterTheOther(() => azure.Subnet("one", "10.0.1.0/24"), () => azure.Subnet("two", "10.0.2.0/24"));
        })),
        new("another range of a subnet that is in use", "InUseSubnetCannotBeUpdated",
            async (azure, or) => await azure.AccountAnd(async account =>
        {
            var network = await azure.Network("[]");
            await azure.Subnet("endpoints", or["10.0.2.0/24", "10.0.3.0/24"]);
            await azure.PrivateEndpoint(network, account, "blob");
        })) { OnUpdate = true },
        new("one of several ranges of a subnet that is in use", "InUsePrefixCannotBeDeleted", (azure, or) =>
            Used(azure, $"\"addressPrefixes\":[\"10.0.1.0/24\"{or[",\"10.0.2.0/24\"", ""]}]")) { OnUpdate = true },
        new("another delegation of a subnet that is in use", "SubnetDelegationsCannotChangeWhenSubnetUsedByResource",
            (azure, or) => Used(
            azure, "\"addressPrefix\":\"10.0.1.0"
                + $"/24\",\"delegations\":[{or["", "{\"name\":\"d\",\"serviceName\":\"Microsoft.ContainerInstance"
                    + "/containerGroups\"}"]}]")) { OnUpdate = true },
        new("a port range that ends before it begins", "SecurityRuleInvalidPortRange",
            (azure, or) => azure.GroupAnd(() => Rule(azure, ports: or["80-443", "443-80"]))),
        // microsoft-foundry/foundry-samples 657
        new("a private endpoint in another region than its network", "InvalidResourceReference",
            (azure, or) => Endpoint(azure, or["westeurope", "northeurope"], "")),
        // MicrosoftDocs/azure-docs 47048
        new("a private endpoint in a delegated subnet", "PrivateEndpointCreationNotAllowedAsSubnetIsDelegated", (azure, or) =>
            Endpoint(azure, "westeurope",
                or["", """{"name":"groups","serviceName":"Microsoft.ContainerInstance/containerGroups"}"""])),
        new("a network that registers in two zones", "Conflict", async (azure, or) => await azure.GroupAnd(async () =>
        {
            var network = await azure.Network();
            foreach (var (zone, registers) in ((string, string)[])[("one.example.com", "true"),
                ("two.example.com", or["false", "true"])])
            {
                await azure.Add("privatedns:PrivateZone", zone,
                    $$"""{"resourceGroupName":"rg","location":"global","privateZoneName":"{{zone}}"}""");
                await azure.Add("privatedns:VirtualNetworkLink", $"link-{zone}", $$$"""
                    {"resourceGroupName":"rg","location":"global","privateZoneName":"{{{zone}}}","virtualNetworkLinkName":"link","registrationEnabled":{{{registers}}},"virtualNetwork":{"id":"{{{network}}}"} }
                    """);
            }
        })),
        new("a rule for a range that does not begin with its address", "SecurityRuleInvalidAddressPrefix",
            (azure, or) => azure.GroupAnd(() => Rule(azure, source: or["20.20.0.0/16", "20.20.20.20/16"]))),
        new("two subnets of one name", "DuplicateResourceName", (azure, or) => azure.GroupAnd(() => azure.Network(
            $$"""[{"name":"one","addressPrefix":"10.0.1.0/24"},{"name":"{{or["two", "one"]}}","addressPrefix":"10.0.2.0/24"}]"""))),
        new("a public address of the SKU that is retired", "IPv4BasicSkuPublicIpCountLimitReached",
            (azure, or) => azure.GroupAnd(() => Address(azure, or["Standard", "Basic"], "Static"))),
        new("a public address that would change", "StandardAndStandardV2SkuPublicIPAddressesMustBeStatic",
            (azure, or) => azure.GroupAnd(() => Address(azure, "Standard", or["Static", "Dynamic"]))),
        new("an alias for a zone itself", "BadRequest", (azure, or) => azure.GroupAnd(() => Alias(azure, or["www", "@"]))) {
            Says = "CNAME" },
        new("an alias for a name that has an address", "BadRequest", (azure, or) => azure.GroupAnd(async () =>
        {
            await Alias(azure, "www");
            await azure.Add("privatedns:PrivateRecordSet", "record", $$"""
                {{{Zone}},"recordType":"A","relativeRecordSetName":"{{or["api", "www"]}}","ttl":300,"aRecords":[{"ipv4Address":"10.0.1.4"}]}
                """);
        })) { Says = "CNAME" },
    ];

    private static Task Used(CloudProgram azure, string subnet) => azure.AccountAnd(async account =>
        await azure.PrivateEndpoint(await azure.Network($"[{{\"name\":\"endpoints\",{subnet}}}]"), account, "blob"));

    private static Task Endpoint(CloudProgram azure, string location, string delegation) => azure.AccountAnd(async account =>
    {
        var network =
            await azure.Network($$$"""[{"name":"endpoints","addressPrefix":"10.0.1.0/24","delegations":[{{{delegation}}}]}]""");
        await azure.Add("network:PrivateEndpoint", "endpoint", $$"""
            {"resourceGroupName":"rg","location":"{{location}}","privateEndpointName":"pe","subnet":{"id":"{{network}}/subnets/endpoints"},
             "privateLinkServiceConnections":[{"name":"c","privateLinkServiceId":"{{account}}","groupIds":["blob"]}]}
            """);
    });

    private static Task Rule(CloudProgram azure, string source = "*", string ports = "443") =>
        azure.Add("network:NetworkSecurityGroup", "group", $$$"""
            {{{{Placed}}},"networkSecurityGroupName":"nsg","securityRules":[{"name":"in","priority":100,"direction":"Inbound","access":"Allow","protocol":"Tcp",
             "sourceAddressPrefix":"{{{source}}}","sourcePortRange":"*","destinationAddressPrefix":"*","destinationPortRange":"{{{ports}}}"}]}
            """);

    private static Task Address(CloudProgram azure, string sku, string method) =>
        azure.Add("network:PublicIPAddress", "address", $$$"""
            {{{{Placed}}},"publicIpAddressName":"pip","sku":{"name":"{{{sku}}}"},"publicIPAllocationMethod":"{{{method}}}"}
            """);

    private static async Task Alias(CloudProgram azure, string name)
    {
        await azure.Add("privatedns:PrivateZone", "zone",
            """{"resourceGroupName":"rg","location":"global","privateZoneName":"one.example.com"}""");
        await azure.Add("privatedns:PrivateRecordSet", "alias", $$$"""
            {{{{Zone}}},"recordType":"CNAME","relativeRecordSetName":"{{{name}}}","ttl":300,"cnameRecord":{"cname":"contoso.com"} }
            """);
    }
}
