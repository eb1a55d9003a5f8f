namespace MlopsInfra.Stacks.Tests.Configuration;

/// <summary>
/// Settings that are right by themselves and wrong together, or wrong in this region: each is named with its key, before anything
/// is declared.
/// </summary>
public sealed class ContradictionTests
{
    private const string Private = "\"mlops-infra:privateNetwork\":\"{\\\"enabled\\\":true}\"";
    private const string Premium = "\"mlops-infra:registry\":\"{\\\"sku\\\":\\\"Premium\\\"}\"";

    [Theory]
    [InlineData("qaScoring", """{"enabled":true}""",
        "qaScoring is 'enabled': Container Instances are exposed to the internet here, which contradicts PrivateNetwork")]
    [InlineData("productionScoring", """{"enabled":true,"authorizedIpRanges":["203.0.113.0/24"]}""",
        "productionScoring.authorizedIpRanges is '203.0.113.0/24': with PrivateNetwork the API server has no public address")]
    public void A_private_network_contradicts_what_is_exposed_to_the_internet(string key, string value, string complaint) =>
        Assert.Contains(complaint,
            Complaints($$"""{{{Private}},{{Premium}},{{Setting(key, value)}},{{Location("westeurope")}}}"""));

    [Theory]
    [InlineData("""{"enabled":true,"systemPool":{"minNodes":2}}""",
        "productionScoring.systemPool.minNodes is '2': with 3 zones at least 3 nodes are needed")]
    [InlineData("""{"enabled":true,"zones":["1","2"],"scoringPool":{"minNodes":1}}""",
        "productionScoring.scoringPool.minNodes is '1': with 2 zones at least 2 nodes are needed")]
    [InlineData("""{"enabled":true,"zones":[],"systemPool":{"minNodes":0}}""",
        "productionScoring.systemPool.minNodes is '0': at least 1 node is needed")]
    public void AKS_needs_a_node_in_each_zone(string value, string complaint) =>
        Assert.Contains(complaint, Complaints($$"""{{{Setting("productionScoring", value)}},{{Location("westeurope")}}}"""));

    [Theory]
    [InlineData("westus", "storage", """{"redundancy":"Gzrs"}""",
        "storage.redundancy is 'Gzrs': westus has no availability zones, so there is no Standard_GZRS storage; choose Lrs or "
            + "Grs.")]
    [InlineData("italynorth", "storage", """{"redundancy":"Grs"}""",
        "storage.redundancy is 'Grs': italynorth has no paired region to copy to, so there is no Standard_GRS storage; choose "
            + "Lrs or Zrs.")]
    [InlineData("northcentralus", "registry", """{"sku":"Premium","zoneRedundant":true}""",
        "registry.zoneRedundant is 'True': northcentralus has no availability zones; set it to false.")]
    [InlineData("ukwest", "productionScoring", """{"enabled":true}""",
        "productionScoring.zones is '1, 2, 3': ukwest has no availability zones; leave the list empty: [].")]
    public void A_region_that_lacks_what_settings_ask_for_is_named(string region, string key, string value, string complaint) =>
        Assert.Contains(complaint, Complaints($$"""{{{Setting(key, value)}},{{Location(region)}}}"""));

    [Theory]
    [InlineData("""{"enabled":true,"endpointsSubnet":"10.40.8.0/24"}""",
        "privateNetwork.endpointsSubnet is '10.40.8.0/24': it overlaps NodesSubnet (10.40.0.0/20)")]
    [InlineData("""{"enabled":true,"nodesSubnet":"10.40.0.0/28"}""",
        "privateNetwork.nodesSubnet is '10.40.0.0/28': it is too small; at least a /24 is needed.")]
    [InlineData("""{"enabled":true,"endpointsSubnet":"10.41.0.0/24"}""",
        "privateNetwork.endpointsSubnet is '10.41.0.0/24': it has to lie inside AddressSpace (10.40.0.0/16).")]
    [InlineData("""{"enabled":true,"addressSpace":"10.244.0.0/16","nodesSubnet":"10.244.0.0/20","endpointsSubnet":"10.244.16.0/24"}""", "privateNetwork.addressSpace is '10.244.0.0/16': it overlaps 10.244.0.0/16, which AKS keeps")]
    [InlineData("""{"enabled":true,"addressSpace":"10.40.0.1/16"}""",
        "privateNetwork.addressSpace is '10.40.0.1/16': write an address range as in '10.40.0.0/16'")]
    public void Address_ranges_that_overlap_or_are_too_small_are_named(string value, string complaint) =>
        Assert.Contains(complaint,
            Complaints($$"""{{{Premium}},{{Setting("privateNetwork", value)}},{{Location("westeurope")}}}"""));

    [Theory]
    [InlineData("61 3 * * *", "dataArrival.schedule is '61 3 * * *': its minute '61' is wrong; allowed are 0 to 59")]
    [InlineData("daily", "dataArrival.schedule is 'daily': a cron expression has five fields")]
    public void A_schedule_that_is_no_cron_expression_is_named(string schedule, string complaint) =>
        Assert.Contains(complaint,
            Complaints(
                $$"""{{{Setting("dataArrival", $$"""{"enabled":true,"schedule":"{{schedule}}"}""")}},{{Location("westeurope")}}}"""));

    [Fact]
    public void The_committed_production_settings_contradict_nothing_in_any_region_that_has_zones_and_a_pair()
    {
        var prod = StackFile.Read("prod");
        string[] regions = ["westeurope", "northeurope", "eastus2", "swedencentral", "southeastasia", "aregionthatopenstomorrow"];
        Assert.All(regions,
            region => EnvironmentSettings.Read(prod with { Values =
                new Dictionary<string, string>(prod.Values) { ["location"] = region } }));
    }

    private static string Complaints(string values) => Assert.Throws<ConfigurationException>(
        () => EnvironmentSettings.Read(RawConfiguration.Parse("mlops-infra", "test", values, null))).Message;

    private static string Setting(string key, string value) =>
        $"\"mlops-infra:{key}\":{System.Text.Json.JsonSerializer.Serialize(value)}";

    private static string Location(string region) => $"\"mlops-infra:location\":\"{region}\"";
}
