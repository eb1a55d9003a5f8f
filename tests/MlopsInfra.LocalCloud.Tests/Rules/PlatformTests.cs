using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Tests.Rules;

/// <summary>Networks, clusters, container groups, events, diagnostics: what goes together, and what is in use.</summary>
public class PlatformTests
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
    public void What_azure_would_run_is_refused_and_not_written_down()
    {
        using var azure = TestCloud.WithGroup();
        var deployment = TestCloud.In("Microsoft.Resources/deployments", "network");
        var refusal = azure.PutRefused(deployment, """{"properties":{"mode":"Incremental","template":{} } }""");
        Assert.Equal((501, "NotImplemented"), (refusal.Status, refusal.Code));
        Assert.Contains("Leave it out of a local deployment", refusal.Message, StringComparison.Ordinal);
        Assert.Null(azure.Get(deployment));
        var run = $"{Scenes.Registry(azure)}/taskRuns/build";
        Assert.Equal("NotImplemented", azure.PutRefused(run, """{"properties":{} }""").Code);
    }

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

    [Theory]
    [InlineData("\"mode\":\"System\"", "\"mode\":\"User\"", "properties.agentPoolProfiles")]
    [InlineData("\"dnsPrefix\":\"data\",", "", "properties.dnsPrefix")]
    [InlineData("\"identity\":{\"type\":\"SystemAssigned\"},", "", "identity")]
    [InlineData("\"dnsPrefix\"", "\"disableLocalAccounts\":true,\"dnsPrefix\"", "properties.disableLocalAccounts")]
    [InlineData("\"count\":1", "\"count\":1,\"enableAutoScaling\":true,\"minCount\":3,\"maxCount\":2",
        "properties.agentPoolProfiles[0].minCount")]
    public void Clusters_that_do_not_hold_together(string part, string mistake, string target)
    {
        using var azure = TestCloud.WithGroup();
        var body = """
            {"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"data","agentPoolProfiles":[{"name":"system","mode":"System","count":1,"vmSize":"Standard_D2s_v5"}]}}
            """;
        Assert.Contains(part, body, StringComparison.Ordinal);
        var refusal = azure.PutRefused(TestCloud.In("Microsoft.ContainerService/managedClusters", "aks"),
            body.Replace(part, mistake, StringComparison.Ordinal));
        Assert.Equal(("InvalidParameter", target), (refusal.Code, refusal.Target));
    }

    [Fact]
    public void An_event_subscription_whose_webhook_does_not_answer_the_handshake()
    {
        using var azure = TestCloud.WithGroup();
        var (account, workflow, topic) = (Scenes.Account(azure), TestCloud.In("Microsoft.Logic/workflows", "logic"),
            TestCloud.In("Microsoft.EventGrid/systemTopics", "topic"));
        azure.Put(topic,
            $$$"""{"location":"westeurope","properties":{"source":"{{{account}}}","topicType":"Microsoft.Storage.StorageAccounts"} }""");
        azure.Put(workflow, Workflow("""{"accepted":true}"""));
        var url = azure.Post(workflow, "listCallbackUrl")!["value"]!.GetValue<string>();
        string Body(string address) =>
            $$$"""{"properties":{"destination":{"endpointType":"WebHook","properties":{"endpointUrl":"{{{address}}}"} } } }""";
        var refusal = azure.PutRefused($"{topic}/eventSubscriptions/onblob", Body(url));
        Assert.Equal("Url validation", refusal.Code);
        Assert.Contains("not with the validationCode", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("Url validation",
            azure.PutRefused($"{topic}/eventSubscriptions/onblob", Body("https://example.com/hook")).Code);
        azure.Put(workflow, Workflow("""{"validationResponse":"@triggerBody()?[0]?['data']?['validationCode']"}"""));
        Assert.Equal(account,
            azure.Put($"{topic}/eventSubscriptions/onblob", Body(url))["properties"]!["topic"]!.GetValue<string>());
        Assert.Equal("InvalidRequest",
            azure.PutRefused($"{topic}2",
                $$$"""{"location":"westeurope","properties":{"source":"{{{account}}}","topicType":"Microsoft.Storage.StorageAccounts"} }""").Code);
    }

    [Fact]
    public void Diagnostics_that_azure_does_not_have()
    {
        using var azure = TestCloud.WithGroup();
        var (vault, logs) = (Scenes.Vault(azure), Scenes.Logs(azure));
        string Id(string scope, string name) => $"{scope}/providers/Microsoft.Insights/diagnosticSettings/{name}";
        string Body(string category) =>
            $$$"""{"properties":{"workspaceId":"{{{logs}}}","logs":[{"category":"{{{category}}}","enabled":true}]} }""";
        Assert.Equal("At least one data sink needs to be specified.",
            azure.PutRefused(Id(vault, "logs"), """{"properties":{"logs":[]}}""").Message);
        Assert.Equal("BadRequest", azure.PutRefused(Id(vault, "logs"), Body("StorageRead")).Code);
        Assert.Equal("ResourceTypeNotSupported", azure.PutRefused(Id(Scenes.Identity(azure), "logs"), Body("AuditEvent")).Code);
        azure.Put(Id(vault, "logs"), Body("AuditEvent"));
        Assert.Equal((409, "Conflict"),
            (azure.PutRefused(Id(vault, "again"), Body("AuditEvent")).Status,
                azure.PutRefused(Id(vault, "again"), Body("AuditEvent")).Code));
    }

    [Fact]
    public void A_deleted_vault_keeps_its_name_and_purge_protection_keeps_it_longer()
    {
        using var azure = TestCloud.WithGroup();
        var vault = Scenes.Vault(azure);
        azure.Delete(vault);
        Assert.Equal((409, "ConflictError"), (Refused().Status, Refused().Code));
        azure.Cloud.Purge(vault);
        Scenes.Vault(azure);
        azure.Put(vault,
            $$$"""{"location":"westeurope","properties":{"tenantId":"{{{TestCloud.Tenant}}}","sku":{"family":"A","name":"standard"},"enablePurgeProtection":true} }""");
        azure.Delete(vault);
        Assert.False(Assert.Single(azure.Cloud.SoftDeleted()).CanPurge);
        Assert.Equal("MethodNotAllowed", Assert.Throws<ArmException>(() => azure.Cloud.Purge(vault)).Code);

        ArmException Refused() => Assert.Throws<ArmException>(() => Scenes.Vault(azure));
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

    private static string Workflow(string answer) => $$$"""
        {"location":"westeurope","properties":{"definition":{"$schema":"https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
         "triggers":{"onEvent":{"type":"Request","kind":"Http","inputs":{} } },
         "actions":{"answer":{"type":"Response","runAfter":{},"inputs":{"statusCode":200,"body":{{{answer}}} } } } } } }
        """;
}
