using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Network;

/// <summary>The rules for programs (<c>NetworkMistakes</c>, <c>ClusterMistakes</c>), as a client of REST meets them.</summary>
public sealed class NetworkRefusalTests
{
    private const string Network = $"{RestCloud.Group}/providers/Microsoft.Network/virtualNetworks/vnet";

    private const string Rule = """
        {"location":"westeurope","properties":{"securityRules":[{"name":"in","properties":{"priority":100,"direction":"Inbound","access":"Allow","protocol":"Tcp",
         "sourceAddressPrefix":"SOURCE","sourcePortRange":"*","destinationAddressPrefix":"*","destinationPortRange":"PORTS"} }]} }
        """;

    private const string Cluster = """
        {"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"aks","networkProfile":{"serviceCidr":"SERVICES","dnsServiceIP":"10.8.0.10"},
         "agentPoolProfiles":[{"name":"NAME","mode":"System","count":1,"vmSize":"Standard_D2s_v5","vnetSubnetID":"SUBNET"}]} }
        """;

    private const string Endpoint = """
        {"location":"LOCATION","properties":{"subnet":{"id":"SUBNET"},"privateLinkServiceConnections":[{"name":"c","properties":{"privateLinkServiceId":"ACCOUNT","groupIds":["blob"]} }]} }
        """;

    // What is in a body where a line says nothing else.
    private static readonly string[] Right =
    [
        "SOURCE=*", "PORTS=443", "SERVICES=10.8.0.0/16", "NAME=system", "LOCATION=westeurope", $"SUBNET={Network}/subnets/nodes",
        $"ACCOUNT={RestCloud.Account}",
    ];

    [Theory]
    [InlineData("Network/networkSecurityGroups/nsg", Rule, "PORTS=443-80", "SecurityRuleInvalidPortRange")]
    [InlineData("Network/networkSecurityGroups/nsg", Rule, "SOURCE=20.20.20.20/16", "SecurityRuleInvalidAddressPrefix")]
    [InlineData("Network/privateEndpoints/pe", Endpoint, "LOCATION=northeurope", "InvalidResourceReference")]
    [InlineData("Network/privateEndpoints/pe", Endpoint, $"SUBNET={Network}/subnets/delegated",
        "PrivateEndpointCreationNotAllowedAsSubnetIsDelegated")]
    [InlineData("ContainerService/managedClusters/aks", Cluster, "SERVICES=10.0.0.0/16", "DnsServiceIpOutOfServiceCidr")]
    [InlineData("ContainerService/managedClusters/aks", Cluster, "SERVICES=10.0.0.0/12", "ServiceCidrOverlapExistingSubnetsCidr")]
    [InlineData("ContainerService/managedClusters/aks", Cluster, $"SUBNET={Network}/subnets/delegated", "SubnetIsDelegated")]
    [InlineData("ContainerService/managedClusters/aks", Cluster, "NAME=systemsystems", "InvalidParameter")]
    public async Task A_wrong_body_is_refused_with_Azures_code(string type, string body, string mistake, string code)
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(RestCloud.Account,
            """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{} }""");
        await rest.SeedAsync(Network, """
            {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":[{"name":"nodes","properties":{"addressPrefix":"10.0.1.0/24"} },
             {"name":"delegated","properties":{"addressPrefix":"10.0.2.0/24","delegations":[{"name":"d","properties":{"serviceName":"Microsoft.ContainerInstance/containerGroups"} }]} }]} }
            """);
        var path = $"{RestCloud.Group}/providers/Microsoft.{type}?api-version=2099-01-01";

        var refused = await rest.SendAsync(HttpMethod.Put, path, With(body, [mistake, .. Right]));
        var taken = await rest.SendAsync(HttpMethod.Put, path, With(body, Right));

        Assert.Equal((400, code), (refused.Status, (string?)refused.Body!["error"]!["code"]));
        Assert.Equal(201, taken.Status);
    }

    private static string With(string body, IEnumerable<string> values) => values.Select(value => value.Split('=', 2))
        .Aggregate(body, (text, pair) => text.Replace(pair[0], pair[1], StringComparison.Ordinal));
}
