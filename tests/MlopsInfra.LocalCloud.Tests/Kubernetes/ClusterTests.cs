using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Kubernetes;

/// <summary>AKS clusters: what has to go together.</summary>
public sealed class ClusterTests
{
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

    [Theory]
    [InlineData("default", "{}", true)]
    [InlineData("aksManagedAutoUpgradeSchedule", "{}", false)]
    [InlineData("aksManagedAutoUpgradeSchedule", """{"daily":{"intervalDays":1} }""", true)]
    [InlineData("aksManagedAutoUpgradeSchedule",
        """{"daily":{"intervalDays":1},"weekly":{"intervalWeeks":1,"dayOfWeek":"Sunday"} }""", false)]
    public void Maintenance_has_a_window_with_one_schedule(string name, string schedule, bool isTaken)
    {
        using var azure = TestCloud.WithGroup();
        var id = $"{Scenes.Cluster(azure)}/maintenanceConfigurations/{name}";
        var body = schedule == "{}" ? """{"properties":{} }""" : $$"""
            {"properties":{"maintenanceWindow":{"durationHours":4,"startTime":"02:00","schedule":{{schedule}} } } }
            """;
        if (isTaken) azure.Put(id, body);
        else Assert.Equal("InvalidParameter", azure.PutRefused(id, body).Code);
    }

    [Fact]
    public async Task A_cluster_shows_the_pools_that_were_made_apart_beside_its_own()
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        const string cluster = $"{RestCloud.Group}/providers/Microsoft.ContainerService/managedClusters/aks";
        await rest.SeedAsync(cluster, """
            {"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"aks","agentPoolProfiles":[{"name":"system","mode":"System","count":1,"vmSize":"Standard_D4ds_v5"}]} }
            """);
        await rest.SeedAsync($"{cluster}/agentPools/scoring",
            """{"properties":{"mode":"User","count":3,"vmSize":"Standard_D4ds_v5","enableEncryptionAtHost":true} }""");
        var pools = (await rest.SendAsync(HttpMethod.Get,
            $"{cluster}?api-version=2025-09-01")).Body!["properties"]!["agentPoolProfiles"]!.AsArray();
        Assert.Equal(["system", "scoring"], pools.Select(pool => (string?)pool!["name"]));
        Assert.True((bool)pools[1]!["enableEncryptionAtHost"]!);
    }
}
