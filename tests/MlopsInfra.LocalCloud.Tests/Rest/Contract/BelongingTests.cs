using System.Text;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Tests.Rest.Contract;

/// <summary>What belongs together shows together, wherever it was declared.</summary>
public sealed class BelongingTests
{
    private const string Provider = $"{RestCloud.Group}/providers";
    private const string SecurityGroup = $"{Provider}/Microsoft.Network/networkSecurityGroups/nsg";
    private const string Network = $"{Provider}/Microsoft.Network/virtualNetworks/vnet";
    private const string Cluster = $"{Provider}/Microsoft.ContainerService/managedClusters/aks";
    private const string NetworkVersion = "?api-version=2024-05-01";
    private const string ClusterVersion = "?api-version=2025-09-01";

    [Fact]
    public async Task Rules_of_a_security_group_stand_in_it_and_are_resources()
    {
        await using var rest = await StartAsync();
        await PutAsync(rest, SecurityGroup + NetworkVersion,
            $$"""{"location":"westeurope","properties":{"securityRules":[{"name":"https","properties":{{Rule(100)}} }]} }""");
        await PutAsync(rest, $"{SecurityGroup}/securityRules/ssh{NetworkVersion}", $$"""{"properties":{{Rule(110)}} }""");

        var group = (await rest.SendAsync(HttpMethod.Get, SecurityGroup + NetworkVersion)).Body!["properties"]!;
        Assert.Equal(["https", "ssh"], Names(group["securityRules"]));
        Assert.Equal(
            [
                "AllowVnetInBound", "AllowAzureLoadBalancerInBound", "DenyAllInBound", "AllowVnetOutBound",
                "AllowInternetOutBound", "DenyAllOutBound",
            ], Names(group["defaultSecurityRules"]));
        Assert.Equal(200, (await rest.SendAsync(HttpMethod.Get, $"{SecurityGroup}/securityRules/https{NetworkVersion}")).Status);

        // What is taken away in one place does not come back by a change of the other.
        await rest.SendAsync(HttpMethod.Delete, $"{SecurityGroup}/securityRules/https{NetworkVersion}");
        await rest.SendAsync(HttpMethod.Patch, SecurityGroup + NetworkVersion, """{"tags":{"a":"b"}}""");
        group = (await rest.SendAsync(HttpMethod.Get, SecurityGroup + NetworkVersion)).Body!["properties"]!;
        Assert.Equal(["ssh"], Names(group["securityRules"]));
    }

    [Fact]
    public async Task Subnets_stand_in_their_network_with_their_etags()
    {
        await using var rest = await StartAsync();
        await PutAsync(rest, Network + NetworkVersion, """
            {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},
             "subnets":[{"name":"one","properties":{"addressPrefix":"10.0.0.0/24"} }]} }
            """);
        await PutAsync(rest, $"{Network}/subnets/two{NetworkVersion}", """{"properties":{"addressPrefix":"10.0.1.0/24"}}""");
        var subnets = (await rest.SendAsync(HttpMethod.Get, Network + NetworkVersion)).Body!["properties"]!["subnets"]!.AsArray();
        Assert.Equal(["one", "two"], Names(subnets));
        Assert.All(subnets, subnet => Assert.StartsWith("\"", (string?)subnet!["etag"], StringComparison.Ordinal));
        Assert.Equal(2, subnets.Select(subnet => (string?)subnet!["etag"]).Distinct().Count());
    }

    [Fact]
    public async Task Pools_of_a_cluster_are_profiles_and_resources_and_its_kubeconfig_is_whole()
    {
        await using var rest = await StartAsync();
        await PutAsync(rest, Cluster + ClusterVersion, """
            {"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"aks",
             "agentPoolProfiles":[{"name":"system","mode":"System","count":1,"vmSize":"Standard_D2s_v3"}]} }
            """);
        await PutAsync(rest, $"{Cluster}/agentPools/scoring{ClusterVersion}",
            """{"properties":{"mode":"User","count":1,"vmSize":"Standard_D2s_v3"}}""");
        var cluster = (await rest.SendAsync(HttpMethod.Get, Cluster + ClusterVersion)).Body!["properties"]!;
        Assert.Equal(["system", "scoring"], Names(cluster["agentPoolProfiles"]));
        var pools = (await rest.SendAsync(HttpMethod.Get, $"{Cluster}/agentPools{ClusterVersion}")).Body!["value"];
        Assert.Equal(["scoring", "system"], Names(pools));

        var answer = await rest.SendAsync(HttpMethod.Post, $"{Cluster}/listClusterUserCredential{ClusterVersion}");
        var config = Encoding.UTF8.GetString(Convert.FromBase64String((string)answer.Body!["kubeconfigs"]![0]!["value"]!));
        foreach (var part in (string[])["clusters:", "contexts:", "users:", "current-context: aks", "user: clusterUser_rg_aks"])
            Assert.Contains(part, config, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_of_a_resource_approves_rejects_and_deletes_private_endpoint_connections()
    {
        await using var rest = await StartAsync();
        await PutAsync(rest, RestCloud.Account + "?api-version=2024-01-01",
            """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{}}""");
        await PutAsync(rest, Network + NetworkVersion, """
            {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},
             "subnets":[{"name":"endpoints","properties":{"addressPrefix":"10.0.0.0/24"} }]} }
            """);
        await PutAsync(rest, $"{Provider}/Microsoft.Network/privateEndpoints/pep{NetworkVersion}", $$$"""
            {"location":"westeurope","properties":{"subnet":{"id":"{{{Network}}}/subnets/endpoints"},"manualPrivateLinkServiceConnections":
             [{"name":"c","properties":{"privateLinkServiceId":"{{{RestCloud.Account}}}","groupIds":["blob"]} }]} }
            """);
        const string Connections = $"{RestCloud.Account}/privateEndpointConnections";
        const string Version = "?api-version=2024-01-01";
        var listed = (await rest.SendAsync(HttpMethod.Get, Connections + Version)).Body!["value"]!.AsArray();
        var one = Assert.Single(listed)!;
        Assert.Equal("Pending", StatusOf(one));

        var path = $"{Connections}/{one["name"]}{Version}";
        one["properties"]!["privateLinkServiceConnectionState"]!["status"] = "Approved";
        Assert.Equal("Approved", StatusOf(await PutAsync(rest, path, one.ToJsonString())));
        var account = (await rest.SendAsync(HttpMethod.Get, RestCloud.Account + Version)).Body!["properties"]!;
        Assert.Equal("Approved", StatusOf(Assert.Single(account["privateEndpointConnections"]!.AsArray())!));
        Assert.Equal(200, (await rest.SendAsync(HttpMethod.Delete, path)).Status);
        Assert.Equal(204, (await rest.SendAsync(HttpMethod.Delete, path)).Status);
        Assert.Equal(404, (await rest.SendAsync(HttpMethod.Get, path)).Status);

        var groups = (await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Account}/privateLinkResources{Version}")).Body!["value"];
        Assert.Contains("blob", Names(groups));
    }

    [Fact]
    public async Task Sizes_say_where_they_are()
    {
        await using var rest = await StartAsync();
        var (status, body, _) = await rest.SendAsync(HttpMethod.Get, $"/subscriptions/{RestCloud.Subscription}/providers"
            + "/Microsoft.Compute/skus?api-version=2021-07-01&$filter=location eq 'westeurope'");
        Assert.Equal(200, status);
        var size = body!["value"]!.AsArray().First(each => (string?)each!["name"] == "Standard_D2s_v3")!;
        Assert.Equal(("Standard", "D2s_v3", "westeurope", "westeurope"), ((string?)size["tier"], (string?)size["size"],
            (string?)Assert.Single(size["locations"]!.AsArray()),
            (string?)Assert.Single(size["locationInfo"]!.AsArray())!["location"]));
    }

    private static string Rule(int priority) =>
        $$"""
        {"priority":{{priority}},"direction":"Inbound","access":"Allow","protocol":"Tcp","sourceAddressPrefix":"*",
         "sourcePortRange":"*","destinationAddressPrefix":"*","destinationPortRange":"443"}
        """;

    private static string? StatusOf(JsonNode connection) =>
        (string?)connection["properties"]!["privateLinkServiceConnectionState"]!["status"];

    private static IEnumerable<string?> Names(JsonNode? list) => list!.AsArray().Select(each => (string?)each!["name"]);

    private static async Task<RestCloud> StartAsync()
    {
        var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        return rest;
    }

    private static async Task<JsonNode> PutAsync(RestCloud rest, string path, string body)
    {
        var (status, answer, response) = await rest.SendAsync(HttpMethod.Put, path, body);
        Assert.True(status is 200 or 201 or 202, $"{status} {answer?.ToJsonString()}");
        // Waits for what goes on, as clients do.
        if (response.Headers.TryGetValues("Azure-AsyncOperation", out var operation))
        {
            while ((string?)(await rest.SendAsync(HttpMethod.Get, new Uri(operation.Single()).PathAndQuery)).Body!["status"]
                == "InProgress")
                await Task.Yield();
        }

        return answer ?? new JsonObject();
    }
}
