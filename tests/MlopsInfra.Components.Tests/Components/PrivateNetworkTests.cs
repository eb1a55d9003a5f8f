using static MlopsInfra.Components.Tests.Components.ScoringEnvironment;

namespace MlopsInfra.Components.Tests.Components;

public sealed class PrivateNetworkTests
{
    [Fact]
    public async Task A_private_network_closes_every_public_door_and_opens_one_inside()
    {
        var (mocks, _) = await Run.Program(options => _ = new MlopsEnvironment(
            "it", Args(production: Production, network: new PrivateNetworkOptions()), options));

        Assert.Equal("Disabled", mocks.Only("storage:StorageAccount").At("publicNetworkAccess"));
        Assert.Equal("Deny", mocks.Only("storage:StorageAccount").At("networkRuleSet.defaultAction"));
        Assert.Equal("disabled", mocks.Only("keyvault:Vault").At("properties.publicNetworkAccess"));
        Assert.Equal("Disabled", mocks.Only("containerregistry:Registry").At("publicNetworkAccess"));
        Assert.Equal("Disabled", mocks.Only("machinelearningservices:Workspace").At("publicNetworkAccess"));
        Assert.Equal("AllowInternetOutbound", mocks.Only("machinelearningservices:Workspace").At("managedNetwork.isolationMode"));
        Assert.Equal(true, mocks.Only("containerservice:ManagedCluster").At("apiServerAccessProfile.enablePrivateCluster"));
        Assert.Equal("Disabled", mocks.Only("machinelearningservices:OnlineEndpoint").At("properties.publicNetworkAccess"));
        Assert.Equal(
            ["amlworkspace", "blob", "file", "registry", "vault"],
            mocks.All("network:PrivateEndpoint")
                .Select(e => ((IEnumerable<object>)Single(e.At("privateLinkServiceConnections"))["groupIds"]).Single()).Order());
        Assert.Equal(6, mocks.All("privatedns:PrivateZone").Count);
        Assert.Equal(6, mocks.All("privatedns:VirtualNetworkLink").Count);
    }

    [Fact]
    public void Contradictions_are_found_before_anything_is_declared()
    {
        var problems = new MlopsEnvironmentArgs
        {
            Workload = "mlops",
            Environment = "dev",
            Location = "westeurope",
            SubscriptionId = AzureMocks.SubscriptionId,
            TenantId = AzureMocks.TenantId,
            QaScoring = new QaScoringOptions { Image = "docker.io/scoring", Port = 0 },
            PrivateNetwork = new PrivateNetworkOptions { AddressSpace = "10.0.0.0/16", NodesSubnet = "10.0.0.0/28",
                EndpointsSubnet = "10.0.0.0/27" },
            ProductionScoring = new ProductionScoringOptions
            {
                AllowInsecureConnections = true,
                AuthorizedIpRanges = ["203.0.113.0/24"],
                ScoringPool = new NodePoolOptions { MinNodes = 2 },
                AdminGroupIds = ["admins"],
            },
        }.FindProblems().Select(problem => problem.Argument);

        Assert.Equal(
            [
                "QaScoring.Port", "QaScoring.Image", "ProductionScoring.AdminGroupIds", "ProductionScoring.ScoringPool.MinNodes",
                "PrivateNetwork.NodesSubnet", "PrivateNetwork.EndpointsSubnet", "PrivateNetwork.AddressSpace",
                "PrivateNetwork.ReleaseSubnet", "QaScoring",
                "Monitoring.DisableLocalAuth", "Registry.Sku", "ProductionScoring.AuthorizedIpRanges",
            ],
            problems);
    }

    [Theory]
    [InlineData("nonsense", "10.40.0.0/20", "10.40.16.0/24", "AddressSpace")]
    [InlineData("10.40.0.0/16", "10.41.0.0/20", "10.40.16.0/24", "NodesSubnet")]
    [InlineData("10.40.0.0/16", "10.40.0.0/20", "10.40.8.0/24", "EndpointsSubnet")]
    [InlineData("10.40.0.0/16", "10.40.0.0/20", "10.40.16.0/28", "EndpointsSubnet")]
    [InlineData("10.244.0.0/16", "10.244.0.0/20", "10.244.16.0/24", "AddressSpace")]
    public void Address_ranges_that_are_wrong_too_small_or_overlap_are_refused(string space, string nodes, string endpoints,
        string argument)
    {
        var problems = Args(network: new PrivateNetworkOptions { AddressSpace = space, NodesSubnet = nodes,
            EndpointsSubnet = endpoints }).FindProblems();
        Assert.Equal($"PrivateNetwork.{argument}", Assert.Single(problems).Argument);
    }

    [Theory]
    [InlineData("10.41.0.0/27")]
    [InlineData("10.40.17.0/27")]
    [InlineData("10.40.18.0/29")]
    [InlineData("release")]
    public void The_range_for_releases_lies_inside_is_large_enough_and_overlaps_no_other(string range)
    {
        var network = new PrivateNetworkOptions { EndpointsSubnet = "10.40.17.0/24", ReleaseSubnet = range };

        var problems = Args(production: Production, network: network).FindProblems();

        Assert.Equal("PrivateNetwork.ReleaseSubnet", Assert.Single(problems).Argument);
        Assert.Empty(Args(network: network).FindProblems());
    }

    [Fact]
    public async Task Releases_run_container_groups_in_a_subnet_that_nobody_calls_and_that_has_no_way_out()
    {
        var (mocks, _) = await Run.Program(
            root => _ = new MlopsEnvironment("it", Args(production: Production, network: new PrivateNetworkOptions()), root));

        var subnet = ((IEnumerable<object>)mocks.Only("network:VirtualNetwork").At("subnets")!)
            .Cast<IDictionary<string, object>>().Single(found => (string)found["name"] == "snet-release");
        Assert.Equal("10.40.17.64/27", subnet["addressPrefix"]);
        Assert.Equal("Microsoft.ContainerInstance/containerGroups", Single(subnet["delegations"])["serviceName"]);
        Assert.Equal(false, subnet["defaultOutboundAccess"]);
        Assert.False(subnet.ContainsKey("natGateway"));
        Assert.Equal(
            ["deny-remote-administration", "deny-rest"],
            ((IEnumerable<object>)mocks.Resources["it-network-release-nsg"].At("securityRules")!)
                .Cast<IDictionary<string, object>>().Select(rule => (string)rule["name"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_network_without_production_scoring_has_no_subnet_for_releases()
    {
        var (mocks, _) =
            await Run.Program(root => _ = new MlopsEnvironment("it", Args(network: new PrivateNetworkOptions()), root));

        Assert.False(mocks.Resources.ContainsKey("it-network-release-nsg"));
    }
}
