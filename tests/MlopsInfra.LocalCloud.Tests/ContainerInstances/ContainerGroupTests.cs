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
}
