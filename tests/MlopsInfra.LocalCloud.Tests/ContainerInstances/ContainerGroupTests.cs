using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Tests.ContainerInstances;

/// <summary>Container groups: who pulls an image, labels, ports.</summary>
public sealed class ContainerGroupTests
{
    [Fact]
    public void An_image_pull_without_the_role()
    {
        using var azure = TestCloud.WithGroup();
        var (registry, identity) = (Scenes.Registry(azure), Scenes.Identity(azure));
        var id = TestCloud.In("Microsoft.ContainerInstance/containerGroups", "ci-scoring");
        var body = $$$"""
            {"location":"westeurope","identity":{"type":"UserAssigned","userAssignedIdentities":{"{{{identity}}}":{} } },
             "properties":{"osType":"Linux","imageRegistryCredentials":[{"server":"crdata.azurecr.io","identity":"{{{identity}}}"}],
              "ipAddress":{"type":"Public","dnsNameLabel":"scoring-data","ports":[{"port":80}]},
              "containers":[{"name":"scoring","properties":{"image":"crdata.azurecr.io/scoring:1","ports":[{"port":80}],
               "environmentVariables":[{"name":"KEY","secureValue":"hunter2"}],"resources":{"requests":{"cpu":1,"memoryInGB":1} } } }] } }
            """;
        Assert.Equal("InaccessibleImage", azure.PutRefused(id, body).Code);
        Scenes.Grant(azure, registry, identity, Role.AcrPull);
        var group = azure.Put(id, body);
        Assert.Equal("scoring-data.westeurope.azurecontainer.io", group["properties"]!["ipAddress"]!["fqdn"]!.GetValue<string>());
        Assert.DoesNotContain("hunter2", group.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("DnsNameLabelNotAvailable", azure.PutRefused($"{id}2", body).Code);
        Assert.Equal("MissingIpAddressPorts",
            azure.PutRefused(id, body.Replace("[{\"port\":80}]},", "[{\"port\":81}]},", StringComparison.Ordinal)).Code);
    }

    [Fact]
    public void Who_writes_a_group_needs_the_right_to_assign_its_identity_and_to_join_its_subnet()
    {
        using var azure = TestCloud.WithGroup();
        var (identity, releases) = (Scenes.Identity(azure), Scenes.Identity(azure, "id-release"));
        var network = TestCloud.In("Microsoft.Network/virtualNetworks", "vnet");
        azure.Put(network, """
            {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":[{"name":"release","properties":
             {"addressPrefix":"10.0.1.0/27","delegations":[{"name":"groups","properties":{"serviceName":"Microsoft.ContainerInstance/containerGroups"} }] } }] } }
            """);
        var caller = new ArmRequestOptions(PrincipalId: Scenes.PrincipalOf(azure, releases));
        var id = TestCloud.In("Microsoft.ContainerInstance/containerGroups", "ci-smoke");
        var body = $$$"""
            {"location":"westeurope","identity":{"type":"UserAssigned","userAssignedIdentities":{"{{{identity}}}":{} } },
             "properties":{"osType":"Linux","restartPolicy":"Never","subnetIds":[{"id":"{{{network}}}/subnets/release"}],
              "containers":[{"name":"smoke","properties":{"image":"mcr.microsoft.com/contoso/smoke:1","resources":{"requests":{"cpu":1,"memoryInGB":1} } } }] } }
            """;
        Assert.Equal("AuthorizationFailed", azure.PutRefused(id, body, caller).Code);

        Scenes.Grant(azure, TestCloud.Group, releases, Role.InstancesContributor);
        Told(azure.PutRefused(id, body, caller), "userAssignedIdentities/assign/action", identity);
        Scenes.Grant(azure, identity, releases, Role.IdentityOperator);
        Told(azure.PutRefused(id, body, caller), "subnets/join/action", $"{network}/subnets/release");
        Scenes.Grant(azure, $"{network}/subnets/release", releases, Role.NetworkContributor);

        Assert.True(azure.PutResult(id, body, caller).Created);

        static void Told(ArmException refusal, string action, string scope)
        {
            Assert.Equal((403, "LinkedAuthorizationFailed"), (refusal.Status, refusal.Code));
            Assert.Contains($"{action}' on the linked scope(s) '{scope}'", refusal.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("AzureServices", true)]
    [InlineData("None", false)]
    public void A_closed_registry_lets_a_group_pull_with_its_identity_where_it_trusts_services(string bypass, bool isPulled)
    {
        using var azure = TestCloud.WithGroup();
        var identity = Scenes.Identity(azure);
        var registry = azure.Put(TestCloud.In("Microsoft.ContainerRegistry/registries", "crdata"), $$$"""
            {"location":"westeurope","sku":{"name":"Premium"},"properties":{"publicNetworkAccess":"Disabled","networkRuleBypassOptions":"{{{bypass}}}"} }
            """)["id"]!.GetValue<string>();
        Scenes.Grant(azure, registry, identity, Role.AcrPull);
        var id = TestCloud.In("Microsoft.ContainerInstance/containerGroups", "ci-scoring");
        var body = $$$"""
            {"location":"westeurope","identity":{"type":"UserAssigned","userAssignedIdentities":{"{{{identity}}}":{} } },
             "properties":{"osType":"Linux","imageRegistryCredentials":[{"server":"crdata.azurecr.io","identity":"{{{identity}}}"}],
              "containers":[{"name":"scoring","properties":{"image":"crdata.azurecr.io/scoring:1","resources":{"requests":{"cpu":1,"memoryInGB":1} } } }] } }
            """;

        if (isPulled) azure.Put(id, body);
        else Assert.Contains("can't be reached", azure.PutRefused(id, body).Message, StringComparison.Ordinal);
    }
}
