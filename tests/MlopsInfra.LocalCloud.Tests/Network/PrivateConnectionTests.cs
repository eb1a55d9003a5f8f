using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Network;

/// <summary>What a GET shows of a resource that private endpoints lead to.</summary>
public sealed class PrivateConnectionTests
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
        var listed = (await rest.SendAsync(HttpMethod.Get,
            $"{RestCloud.Account}/privateEndpointConnections{Version}")).Body!["value"]!.AsArray();
        Assert.Equal(shown.ToJsonString(), Assert.Single(listed)!.ToJsonString());
        var one = await rest.SendAsync(HttpMethod.Get, (string)shown["id"]! + Version);
        Assert.Equal((200, shown.ToJsonString()), (one.Status, one.Body!.ToJsonString()));
        await rest.Cloud.Resources.DeleteAsync(ResourceId.Parse(Endpoint), new(), TestContext.Current.CancellationToken);
        Assert.Empty((await rest.SendAsync(HttpMethod.Get,
            RestCloud.Account + Version)).Body!["properties"]!["privateEndpointConnections"]!.AsArray());
    }

    [Fact]
    public async Task A_resource_says_what_endpoints_can_lead_to()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var groups = (await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Account}/privateLinkResources{Version}"))
            .Body!["value"]!.AsArray().Select(group => group!["properties"]!).ToList();
        Assert.Contains("table", groups.Select(group => (string?)group["groupId"]));
        Assert.Equal("""["privatelink.blob.core.windows.net"]""",
            groups.Single(group => (string?)group["groupId"] == "blob")["requiredZoneNames"]!.ToJsonString());
        Assert.Equal(404, (await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Account}x/privateLinkResources{Version}")).Status);
    }

    [Fact]
    public void A_workspace_counts_them_and_a_cluster_does_not_show_them()
    {
        using var azure = TestCloud.WithGroup();
        var network = TestCloud.In("Microsoft.Network/virtualNetworks", "vnet");
        azure.Put(network, """
            {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":[{"name":"endpoints","properties":{"addressPrefix":"10.0.1.0/24"} }] } }
            """);
        var (workspace, cluster) = (Scenes.Workspace(azure), Scenes.Cluster(azure));
        Assert.Equal(0, (int)azure.Get(workspace)!["properties"]!["privateLinkCount"]!);
        foreach (var (name, target, group) in (ReadOnlySpan<(string, string, string)>)
            [("pep-mlw", workspace, "amlworkspace"), ("pep-aks", cluster, "management")])
        {
            azure.Put(TestCloud.In("Microsoft.Network/privateEndpoints", name), $$$"""
                {"location":"westeurope","properties":{"subnet":{"id":"{{{network}}}/subnets/endpoints"},
                 "privateLinkServiceConnections":[{"name":"c","properties":{"privateLinkServiceId":"{{{target}}}","groupIds":["{{{group}}}"]} }]} }
                """);
        }

        var shown = azure.Get(workspace)!["properties"]!;
        Assert.Equal(1, (int)shown["privateLinkCount"]!);
        Assert.Single(shown["privateEndpointConnections"]!.AsArray());
        Assert.Null(azure.Get(cluster)!["properties"]!["privateEndpointConnections"]);
    }

    private static async Task<RestCloud> StartAsync()
    {
        var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(RestCloud.Account,
            """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{} }""");
        await rest.SeedAsync(Network, """
            {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":[{"name":"endpoints","properties":{"addressPrefix":"10.0.1.0/24"} }] } }
            """);
        return rest;
    }
}
