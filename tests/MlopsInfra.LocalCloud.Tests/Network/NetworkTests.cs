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
