namespace MlopsInfra.LocalCloud.Tests.Network;

/// <summary>Networks, subnets and private endpoints: what fits, and what is in use.</summary>
public sealed class NetworkTests
{
    [Theory]
    [InlineData("10.1.0.0/24", "NetcfgInvalidSubnet")]
    [InlineData("10.0.1.0/25", "NetcfgSubnetRangesOverlap")]
    [InlineData("10.0.1.7/24", "InvalidCIDRNotation")]
    [InlineData("10.0.9.0/30", "NetcfgInvalidSubnet")]
    public void Subnets_that_do_not_fit(string prefix, string code)
    {
        using var azure = TestCloud.WithGroup();
        var network = Network(azure);
        Assert.Equal(code,
            azure.PutRefused($"{network}/subnets/more", $$$"""{"properties":{"addressPrefix":"{{{prefix}}}"} }""").Code);
    }

    [Fact]
    public void Network_resources_in_use_stay()
    {
        using var azure = TestCloud.WithGroup();
        var group = TestCloud.In("Microsoft.Network/networkSecurityGroups", "nsg");
        azure.Put(group, """{"location":"westeurope"}""");
        var network = Network(azure, $$$""","networkSecurityGroup":{"id":"{{{group}}}"}""");
        Assert.NotNull(azure.Get($"{network}/subnets/endpoints"));
        Assert.Equal("InUseNetworkSecurityGroupCannotBeDeleted", azure.DeleteRefused(group).Code);
        azure.Put(TestCloud.In("Microsoft.Network/privateEndpoints", "pe"), Endpoint(network, Scenes.Vault(azure), "vault"));
        Assert.Equal("InUseSubnetCannotBeDeleted", azure.DeleteRefused(network).Code);
        Assert.Equal("InUseSubnetCannotBeDeleted", azure.DeleteRefused($"{network}/subnets/endpoints").Code);
    }

    [Fact]
    public void A_private_endpoint_to_a_wrong_sub_resource()
    {
        using var azure = TestCloud.WithGroup();
        var (network, id) = (Network(azure), TestCloud.In("Microsoft.Network/privateEndpoints", "pe"));
        var refusal = azure.PutRefused(id, Endpoint(network, Scenes.Account(azure), "vault"));
        Assert.Equal("PrivateEndpointInvalidGroupId", refusal.Code);
        Assert.Equal("PrivateEndpointNotSupportedForSku",
            azure.PutRefused(id, Endpoint(network, Scenes.Registry(azure), "registry")).Code);
        Assert.Equal("InvalidResourceReference",
            azure.PutRefused(id, Endpoint(network, TestCloud.In("Microsoft.KeyVault/vaults", "none"), "vault")).Code);
        Assert.Equal("Approved", azure.Put(id, Endpoint(network, Scenes.Vault(azure), "vault"))
            ["properties"]!["privateLinkServiceConnections"]![0]!["properties"]!["privateLinkServiceConnectionState"]!["status"]!
            .GetValue<string>());
    }

    [Fact]
    public void The_way_out_of_a_subnet_stays_for_as_long_as_it_is_used()
    {
        using var azure = TestCloud.WithGroup();
        var (address, gateway) = (TestCloud.In("Microsoft.Network/publicIPAddresses", "pip"),
            TestCloud.In("Microsoft.Network/natGateways", "nat"));
        azure.Put(address,
            """{"location":"westeurope","sku":{"name":"Standard"},"properties":{"publicIPAllocationMethod":"Static"} }""");
        azure.Put(gateway,
            $$$"""{"location":"westeurope","sku":{"name":"Standard"},"properties":{"publicIpAddresses":[{"id":"{{{address}}}"}]} }""");
        var network = Network(azure, $$$""","natGateway":{"id":"{{{gateway}}}"}""");
        Assert.Equal("InUseNatGatewayCannotBeDeleted", azure.DeleteRefused(gateway).Code);
        Assert.Equal("PublicIPAddressCannotBeDeleted", azure.DeleteRefused(address).Code);
        Assert.True(azure.Delete(network));
        Assert.True(azure.Delete(gateway));
        Assert.True(azure.Delete(address));
    }

    [Fact]
    public void A_private_endpoint_has_one_zone_group_of_five_zones_at_most()
    {
        using var azure = TestCloud.WithGroup();
        var endpoint = TestCloud.In("Microsoft.Network/privateEndpoints", "pe");
        azure.Put(endpoint, Endpoint(Network(azure), Scenes.Vault(azure), "vault"));
        string Zones(int count) => string.Join(',', Enumerable.Range(1, count).Select(number =>
        {
            var zone = TestCloud.In("Microsoft.Network/privateDnsZones", $"zone{number}.example.com");
            azure.Put(zone, """{"location":"global"}""");
            return $$"""{"name":"zone{{number}}","properties":{"privateDnsZoneId":"{{zone}}"} }""";
        }));
        string Body(int count) => $$"""{"properties":{"privateDnsZoneConfigs":[{{Zones(count)}}]} }""";
        Assert.Equal("InvalidRequestFormat", azure.PutRefused($"{endpoint}/privateDnsZoneGroups/default", Body(6)).Code);
        azure.Put($"{endpoint}/privateDnsZoneGroups/default", Body(5));
        Assert.Equal("InvalidRequestFormat", azure.PutRefused($"{endpoint}/privateDnsZoneGroups/more", Body(1)).Code);
    }

    [Theory]
    [InlineData("networkSecurityGroups", "networkSecurityGroup")]
    [InlineData("routeTables", "routeTable")]
    public void What_a_subnet_has_is_in_the_region_of_its_network(string type, string property)
    {
        using var azure = TestCloud.WithGroup();
        var (near, far) = (TestCloud.In($"Microsoft.Network/{type}", "near"), TestCloud.In($"Microsoft.Network/{type}", "far"));
        azure.Put(near, """{"location":"West Europe"}""");
        azure.Put(far, """{"location":"northeurope"}""");
        var subnet = $"{Network(azure)}/subnets/more";
        string Body(string id) => $$$"""{"properties":{"addressPrefix":"10.0.2.0/24","{{{property}}}":{"id":"{{{id}}}"} } }""";
        Assert.Equal("InvalidResourceReference", azure.PutRefused(subnet, Body(far)).Code);
        azure.Put(subnet, Body(near));
    }

    [Fact]
    public void A_region_has_one_watcher_and_groups_are_not_logged_any_more()
    {
        using var azure = TestCloud.WithGroup();
        var (watcher, group) = (TestCloud.In("Microsoft.Network/networkWatchers", "nw"),
            TestCloud.In("Microsoft.Network/networkSecurityGroups", "nsg"));
        azure.Put(watcher, """{"location":"westeurope"}""");
        azure.Put(group, """{"location":"westeurope"}""");
        Assert.Equal("NetworkWatcherCountLimitReached", azure.PutRefused($"{watcher}2", """{"location":"westeurope"}""").Code);
        var (network, account) = (Network(azure), Scenes.Account(azure));
        string Body(string id) =>
            $$"""{"location":"westeurope","properties":{"targetResourceId":"{{id}}","storageId":"{{account}}"} }""";
        Assert.Equal("NsgFlowLogCreationBlocked", azure.PutRefused($"{watcher}/flowLogs/flows", Body(group)).Code);
        azure.Put($"{watcher}/flowLogs/flows", Body(network));
    }

    private static string Network(TestCloud azure, string subnet = "")
    {
        var id = TestCloud.In("Microsoft.Network/virtualNetworks", "vnet");
        azure.Put(id, $$$"""
            {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":[{"name":"endpoints","properties":{"addressPrefix":"10.0.1.0/24"{{{subnet}}} } }] } }
            """);
        return id;
    }

    private static string Endpoint(string network, string target, string group) => $$$"""
        {"location":"westeurope","properties":{"subnet":{"id":"{{{network}}}/subnets/endpoints"},
         "privateLinkServiceConnections":[{"name":"c","properties":{"privateLinkServiceId":"{{{target}}}","groupIds":["{{{group}}}"] } }] } }
        """;
}
