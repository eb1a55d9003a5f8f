using System.Text.Json.Nodes;
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

    [Fact]
    public void The_pools_of_a_cluster_are_resources_and_change_as_such()
    {
        using var azure = TestCloud.WithGroup();
        var cluster = Scenes.Cluster(azure);
        var profile = Assert.Single(azure.Get(cluster)!["properties"]!["agentPoolProfiles"]!.AsArray())!.AsObject();
        var pool = $"{cluster}/agentPools/{(string)profile["name"]!}";
        var body = azure.Get(pool)!;
        Assert.Equal("System", (string?)body["properties"]!["mode"]);
        Assert.Equal("OperationNotAllowed", azure.DeleteRefused(pool).Code);

        body["properties"]!["count"] = 3;
        azure.Put(pool, $$"""{"properties":{{body["properties"]!.ToJsonString()}} }""");
        Assert.Equal(3, (int)azure.Get(cluster)!["properties"]!["agentPoolProfiles"]![0]!["count"]!);
    }

    [Theory]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f somebody", true)]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBU=", false)]
    [InlineData("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f", false)]
    [InlineData("ssh-rsa keydata", false)]
    public void A_public_key_has_to_be_whole(string key, bool isTaken)
    {
        using var azure = TestCloud.WithGroup();
        var id = TestCloud.In("Microsoft.ContainerService/managedClusters", "aks");
        var body = $$$"""
            {"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"aks","agentPoolProfiles":[{"name":"system","mode":"System","count":1,"vmSize":"Standard_D2s_v5"}],
             "linuxProfile":{"adminUsername":"azureuser","ssh":{"publicKeys":[{"keyData":"{{{key}}}"}]} } } }
            """;
        if (isTaken) azure.Put(id, body);
        else Assert.Equal("InvalidParameter", azure.PutRefused(id, body).Code);
    }

    [Fact]
    public async Task A_cluster_is_stopped_and_started_and_tells_what_it_can_be_upgraded_to()
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        const string cluster = $"{RestCloud.Group}/providers/Microsoft.ContainerService/managedClusters/aks";
        const string version = "?api-version=2025-09-01";
        await rest.SeedAsync(cluster, """
            {"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"aks","kubernetesVersion":"1.34","agentPoolProfiles":[{"name":"system","mode":"System","count":1,"vmSize":"Standard_D4ds_v5"}]} }
            """);
        foreach (var (action, power) in (IEnumerable<(string, string)>)[("stop", "Stopped"), ("start", "Running")])
        {
            Assert.Equal(202, (await rest.SendAsync(HttpMethod.Post, $"{cluster}/{action}{version}")).Status);
            await Eventually.FindAsync(async () => (await rest.SendAsync(HttpMethod.Get, cluster + version))
                .Body!["properties"] is JsonObject shown && (string?)shown["powerState"]!["code"] == power
                && (string?)shown["provisioningState"] == "Succeeded" ? shown : null);
        }

        var (_, profile, _) = await rest.SendAsync(HttpMethod.Get, $"{cluster}/upgradeProfiles/default{version}");
        Assert.Equal("1.35",
            (string?)profile!["properties"]!["controlPlaneProfile"]!["upgrades"]![0]!["kubernetesVersion"]);
    }
}
