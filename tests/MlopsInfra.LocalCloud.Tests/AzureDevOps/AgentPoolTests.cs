using MlopsInfra.LocalCloud.Tests.Providers;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.AzureDevOps;

/// <summary>
/// Agent pools on scale sets: what Azure DevOps asks of the set, and of the service connection that manages it.
/// </summary>
public sealed class AgentPoolTests
{
    private const string DevOps = "azuredevops:index/";
    private const string PoolType = $"{DevOps}elasticPool:ElasticPool";
    private const string QueueType = $"{DevOps}queue:Queue";
    private const string MachineContributor = "9980e02c-c2be-4d73-94e8-173b1dc7cf3c";
    private const string Good = "\"overprovision\":false,\"upgradePolicy\":{\"mode\":\"Manual\"}";

    [Theory]
    [InlineData(Good, "trusted", "granted", null)]
    [InlineData("""
        "upgradePolicy":{"mode":"Manual"}
        """, "trusted", "granted", "set overprovision to false")]
    [InlineData("""
        "overprovision":false,"upgradePolicy":{"mode":"Automatic"}
        """, "trusted", "granted", "set upgradePolicy.mode to Manual")]
    [InlineData(Good, "not trusted", "granted", "AADSTS70021")]
    [InlineData(Good, "trusted", "not granted", "may not change the scale set")]
    public void A_pool_takes_a_scale_set_that_leaves_its_machines_to_it_and_that_its_connection_may_change(string set,
        string trust, string rights, string? because)
    {
        using var azure = TestCloud.WithGroup();
        var machines = TestCloud.In("Microsoft.Compute/virtualMachineScaleSets", "vmss");
        azure.Put(machines,
            $$"""{"location":"westeurope","sku":{"name":"Standard_D4ds_v5","capacity":0},"properties":{{{set.Trim()}}} }""");
        var identity = Scenes.Identity(azure);
        if (rights == "granted") Scenes.Grant(azure, machines, identity, MachineContributor);
        var devops = new Provider(azure.Cloud, "azuredevops");
        var project = devops.Create($"{DevOps}project:Project", "mlops", Map(("name", "mlops"))).State.Id;
        var connection = Connect(azure, devops, project, identity, trust == "trusted");
        var pool = Map(
            ("name", "mlops-prod"), ("azureResourceId", machines), ("serviceEndpointId", connection),
            ("serviceEndpointScope", project), ("projectId", project),
            ("desiredIdle", 0), ("maxCapacity", 2));

        if (because is null)
        {
            var id =
                double.Parse(devops.Create(PoolType, "pool", pool).State.Id, System.Globalization.CultureInfo.InvariantCulture);
            Assert.NotEmpty(devops.Create(QueueType, "queue", Map(("projectId", project), ("agentPoolId", id))).State.Id);
        }
        else
        {
            Assert.Contains(because, devops.Refused(PoolType, "pool", pool).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        using var azure = TestCloud.WithGroup();
        var devops = new Provider(azure.Cloud, "azuredevops");
        var project = devops.Create($"{DevOps}project:Project", "mlops", Map(("name", "mlops"))).State.Id;
        var connection = Connect(azure, devops, project, Scenes.Identity(azure), isTrusted: true);
        PropertyMap Pool(string machines, double idle) => Map(
            ("name", "mlops-prod"), ("azureResourceId", machines), ("serviceEndpointId", connection),
            ("serviceEndpointScope", project), ("desiredIdle", idle), ("maxCapacity", 2));

        Assert.Equal("TaskAgentPoolNotFoundException",
            devops.Refused(QueueType, "queue", Map(("projectId", project), ("agentPoolId", 7))).Code);
        Assert.Contains("was not found",
            devops.Refused(PoolType, "pool", Pool(TestCloud.In("Microsoft.Compute/virtualMachineScaleSets", "none"), 0)).Message,
            StringComparison.Ordinal);
        Assert.Contains("was not found", devops.Refused(PoolType, "pool", Pool(Scenes.Account(azure), 0)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_subnet_of_machines_can_not_be_taken_away_from_them()
    {
        using var azure = TestCloud.WithGroup();
        var network = TestCloud.In("Microsoft.Network/virtualNetworks", "vnet");
        azure.Put(network,
            """{"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.40.0.0/16"]},"subnets":[{"name":"snet","properties":{"addressPrefix":"10.40.0.0/24"}}]}}""");
        azure.Put(TestCloud.In("Microsoft.Compute/virtualMachineScaleSets", "vmss"), $$"""
            {"location":"westeurope","sku":{"name":"Standard_D4ds_v5"},"properties":{"virtualMachineProfile":{"networkProfile":{"networkInterfaceConfigurations":[
             {"name":"nic","properties":{"ipConfigurations":[{"name":"ip","properties":{"subnet":{"id":"{{network}}/subnets/snet"} } }]} }]} } } }
            """);

        Assert.Equal("InUseSubnetCannotBeDeleted", azure.DeleteRefused($"{network}/subnets/snet").Code);
    }

    private static string Connect(TestCloud azure, Provider devops, string project, string identity, bool isTrusted)
    {
        var client = azure.Get(identity)!["properties"]!["clientId"]!.ToString();
        var connection = devops.Create($"{DevOps}serviceEndpointAzureRM:ServiceEndpointAzureRM", "agents", Map(
            ("projectId", project), ("serviceEndpointName", "azure-prod-agents"),
            ("serviceEndpointAuthenticationScheme", "WorkloadIdentityFederation"),
            ("azurermSpnTenantid", TestCloud.Tenant),
            ("credentials", new PropertyValue.Obj(Map(("serviceprincipalid", client)))))).State;
        if (!isTrusted) return connection.Id;
        azure.Put($"{identity}/federatedIdentityCredentials/azure-devops", $$"""
            {"properties":{"issuer":"{{Text(connection.Outputs["workloadIdentityFederationIssuer"])}}","subject":"{{Text(connection.Outputs["workloadIdentityFederationSubject"])}}",
             "audiences":["api://AzureADTokenExchange"]} }
            """);
        return connection.Id;
    }
}
