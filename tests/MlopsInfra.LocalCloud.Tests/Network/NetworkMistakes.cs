using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.Network;

/// <summary>What a program may get wrong on networks, and Azure's code for it.</summary>
internal static class NetworkMistakes
{
    private const string Placed = """ "resourceGroupName":"rg","location":"westeurope" """;

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
            async (azure, or) => await azure.GroupAnd(() => azure.Add("network:NetworkSecurityGroup", "group", $$$"""
            {{{{Placed}}},"networkSecurityGroupName":"nsg","securityRules":[{"name":"in","priority":100,"direction":"Inbound","access":"Allow","protocol":"Tcp",
             "sourceAddressPrefix":"*","sourcePortRange":"*","destinationAddressPrefix":"*","destinationPortRange":"{{{or["80-443", "443-80"]}}}"}]}
            """))),
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
}
