namespace MlopsInfra.Components.Tests.Components;

/// <summary>
/// Monitoring inside a private network: what takes nothing from the internet has to be reachable from the network.
/// </summary>
public sealed class PrivateMonitoringTests
{
    [Fact]
    public async Task What_is_closed_to_the_internet_is_in_a_scope_that_the_network_leads_to()
    {
        var (mocks, _) = await Declare(new PrivateNetworkOptions { PrivateMonitoring = true });
        Assert.Equal("Disabled", mocks.Only("operationalinsights:Workspace").At("publicNetworkAccessForIngestion"));
        Assert.Equal("Disabled", mocks.Only("applicationinsights:Component").At("publicNetworkAccessForIngestion"));
        Assert.Equal("Disabled", mocks.Only("monitor:DataCollectionEndpoint").At("networkAcls.publicNetworkAccess"));
        var inside = mocks.All("monitor:PrivateLinkScopedResource")
            .Select(scoped => ((string)scoped.At("linkedResourceId")!).Split('/')[^1]);
        Assert.Equal(["appi-mlops-dev", "dce-mlops-dev", "log-mlops-dev"], inside.Order(StringComparer.Ordinal));
        Assert.Contains(mocks.All("network:PrivateEndpoint"),
            endpoint => endpoint.At("privateEndpointName") is "pep-mlops-dev-monitor");
        var zones = mocks.All("privatedns:PrivateZone").Select(zone => (string)zone.At("privateZoneName")!);
        Assert.Superset(PrivateZones.OfMonitoring.ToHashSet(), zones.ToHashSet());
    }

    [Fact]
    public async Task The_clusters_agent_gets_its_settings_and_sends_its_data_through_the_network()
    {
        var (mocks, _) = await Declare(new PrivateNetworkOptions { PrivateMonitoring = true });
        Assert.EndsWith("/dce-mlops-dev", (string?)mocks.Only("monitor:DataCollectionRule").At("dataCollectionEndpointId"));
        var settings = mocks.All("monitor:DataCollectionRuleAssociation")
            .Single(association => association.At("associationName") is "configurationAccessEndpoint");
        Assert.EndsWith("/dce-mlops-dev", (string?)settings.At("dataCollectionEndpointId"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reading_logs_is_closed_only_where_people_are_said_to_have_the_network(bool privateQueries)
    {
        var (mocks, _) = await Declare(new PrivateNetworkOptions { PrivateMonitoring = true, PrivateQueries = privateQueries });
        Assert.Equal(privateQueries, mocks.Only("operationalinsights:Workspace").At("publicNetworkAccessForQuery") is "Disabled");
        Assert.Equal(privateQueries, mocks.Only("applicationinsights:Component").At("publicNetworkAccessForQuery") is "Disabled");
    }

    [Fact]
    public void Queries_can_not_be_closed_where_nothing_leads_to_the_logs() =>
        Assert.Equal(["PrivateNetwork.PrivateQueries"],
            Args(new PrivateNetworkOptions { PrivateQueries = true }).FindProblems().Select(problem => problem.Argument));

    private static Task<(AzureMocks Mocks, ResourceGraph Graph)> Declare(PrivateNetworkOptions network) =>
        Run.Program(root => _ = new MlopsEnvironment("it", Args(network), root));

    private static MlopsEnvironmentArgs Args(PrivateNetworkOptions network) => new()
    {
        Workload = "mlops",
        Environment = "dev",
        Location = "westeurope",
        SubscriptionId = AzureMocks.SubscriptionId,
        TenantId = AzureMocks.TenantId,
        Registry = new RegistryOptions { Sku = RegistrySku.Premium },
        ProductionScoring = new ProductionScoringOptions { AllowInsecureConnections = true },
        PrivateNetwork = network,
    };
}
