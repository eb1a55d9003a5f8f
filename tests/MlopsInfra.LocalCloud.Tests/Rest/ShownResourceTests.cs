using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>
/// What a GET shows of a resource beyond what was sent: who leads to it, what is in it, what Azure does by itself.
/// </summary>
public sealed class ShownResourceTests
{
    private const string Network = $"{RestCloud.Group}/providers/Microsoft.Network/virtualNetworks/vnet";
    private const string Endpoint = $"{RestCloud.Group}/providers/Microsoft.Network/privateEndpoints/pep";
    private const string Version = "?api-version=2023-01-01";

    [Theory]
    [InlineData("privateLinkServiceConnections", "Approved")]
    [InlineData("manualPrivateLinkServiceConnections", "Pending")]
    public async Task A_resource_shows_the_private_endpoint_that_leads_to_it_for_as_long_as_it_is_there(string list,
        string status)
    {
        await using var rest = await StartAsync();
        Assert.Empty((await rest.SendAsync(HttpMethod.Get,
            RestCloud.Account + Version)).Body!["properties"]!["privateEndpointConnections"]!.AsArray());
        await rest.SeedAsync(Endpoint, $$$"""
            {"location":"westeurope","properties":{"subnet":{"id":"{{{Network}}}/subnets/endpoints"},
             "{{{list}}}":[{"name":"c","properties":{"privateLinkServiceId":"{{{RestCloud.Account.ToUpperInvariant().Replace("/SUBSCRIPTIONS", "/subscriptions", StringComparison.Ordinal)}}}","groupIds":["blob"]} }]} }
            """);

        var shown = Assert.Single((await rest.SendAsync(HttpMethod.Get,
            RestCloud.Account + Version)).Body!["properties"]!["privateEndpointConnections"]!.AsArray())!;

        Assert.Equal("Microsoft.Storage/storageAccounts/privateEndpointConnections", (string?)shown["type"]);
        Assert.Equal(status, (string?)shown["properties"]!["privateLinkServiceConnectionState"]!["status"]);
        Assert.Equal(Endpoint, (string?)shown["properties"]!["privateEndpoint"]!["id"]);
        await rest.Cloud.Resources.DeleteAsync(ResourceId.Parse(Endpoint), new(), TestContext.Current.CancellationToken);
        Assert.Empty((await rest.SendAsync(HttpMethod.Get,
            RestCloud.Account + Version)).Body!["properties"]!["privateEndpointConnections"]!.AsArray());
    }

    [Theory]
    [InlineData("blobServices")]
    [InlineData("fileServices")]
    [InlineData("queueServices")]
    [InlineData("tableServices")]
    public async Task The_services_of_an_account_are_there_with_it_and_no_other_of_theirs(string service)
    {
        await using var rest = await StartAsync();
        var answer = await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Account}/{service}/default{Version}");
        Assert.Equal((200, $"Microsoft.Storage/storageAccounts/{service}"), (answer.Status, (string?)answer.Body!["type"]));
        Assert.Equal(404, (await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Account}/{service}/other{Version}")).Status);
        Assert.Equal(404, (await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Account}2/{service}/default{Version}")).Status);
    }

    [Theory]
    [InlineData("{}", null, "Microsoft.Storage")]
    [InlineData("""{"encryption":{"requireInfrastructureEncryption":true,"keySource":"Microsoft.Storage"}}""", true,
        "Microsoft.Storage")]
    public async Task An_account_says_how_it_is_encrypted(string properties, bool? infrastructure, string keySource)
    {
        await using var rest = await StartAsync(properties);
        var encryption = (await rest.SendAsync(HttpMethod.Get, RestCloud.Account + Version)).Body!["properties"]!["encryption"]!;
        Assert.Equal((infrastructure, keySource),
            ((bool?)encryption["requireInfrastructureEncryption"], (string?)encryption["keySource"]));
        Assert.All((string[])["blob", "file"], service => Assert.True((bool)encryption["services"]![service]!["enabled"]!));
    }

    [Fact]
    public async Task A_cluster_shows_the_pools_that_were_made_apart_beside_its_own()
    {
        await using var rest = await StartAsync();
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

    private static async Task<RestCloud> StartAsync(string properties = "{}")
    {
        var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(RestCloud.Account,
            $$"""{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{{properties}} }""");
        await rest.SeedAsync(Network, """
            {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":[{"name":"endpoints","properties":{"addressPrefix":"10.0.1.0/24"} }] } }
            """);
        return rest;
    }
}
