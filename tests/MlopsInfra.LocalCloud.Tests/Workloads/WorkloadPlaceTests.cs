using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.Workloads;

/// <summary>What a process reaches follows from the network that it runs in, as in Azure.</summary>
public sealed class WorkloadPlaceTests
{
    private const string Network = $"{RestCloud.Group}/providers/Microsoft.Network/virtualNetworks/vnet";
    private const string Inside = $"{RestCloud.Workspace}/computes/inside";
    private const string Outside = $"{RestCloud.Workspace}/computes/outside";
    private const string Closed = $"{RestCloud.Group}/providers/Microsoft.Storage/storageAccounts/stclosed";

    [Fact]
    public async Task A_job_reaches_a_closed_account_from_the_subnet_of_its_cluster_only()
    {
        await using var rest = await StartAsync();

        Assert.Equal((200, null), await ReadAsync(rest, Inside));
        Assert.Equal((403, "AuthorizationFailure"), await ReadAsync(rest, Outside));
    }

    [Fact]
    public async Task A_job_in_a_managed_network_reaches_what_trusts_the_workspace()
    {
        await using var rest = await StartAsync();
        await rest.SeedAsync(RestCloud.Workspace,
            $$"""{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"storageAccount":"{{RestCloud.Account}}","keyVault":"{{RestCloud.Group}}/providers/Microsoft.KeyVault/vaults/kv-mlops","applicationInsights":"{{RestCloud.Group}}/providers/Microsoft.Insights/components/appi-mlops","managedNetwork":{"isolationMode":"AllowInternetOutbound"} } }""");

        Assert.Equal((200, null), await ReadAsync(rest, Outside));
    }

    private static async Task<RestCloud> StartAsync()
    {
        var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync(Network,
            """{"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]}}}""");
        await rest.SeedAsync($"{Network}/subnets/train",
            """{"properties":{"addressPrefix":"10.0.1.0/24","serviceEndpoints":[{"service":"Microsoft.Storage"}]}}""");
        await rest.SeedAsync(Closed,
            $$"""{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"networkAcls":{"defaultAction":"Deny","virtualNetworkRules":[{"id":"{{Network}}/subnets/train"}]} } }""");
        await rest.SeedAsync($"{Closed}/blobServices/default/containers/data", """{"properties":{}}""");
        await SeedAsync(rest, Inside, $$""","subnet":{"id":"{{Network}}/subnets/train"}""");
        await SeedAsync(rest, Outside, "");
        return rest;
    }

    private static async Task SeedAsync(RestCloud rest, string cluster, string more)
    {
        await rest.SeedAsync(cluster,
            $$"""{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"computeType":"AmlCompute","properties":{"vmSize":"Standard_DS2_v2","scaleSettings":{"minNodeCount":0,"maxNodeCount":2}{{more}} } } }""");
        await rest.GrantAsync(Closed, rest.PrincipalOf(cluster), Role.BlobReader);
    }

    private static async Task<(int, string?)> ReadAsync(RestCloud rest, string cluster)
    {
        var identities = rest.Server.Application.Services.GetRequiredService<WorkloadIdentities>();
        var server = new Uri($"https://127.0.0.1:{rest.Server.BaseAddress.Port}/");
        using var grant = identities.Open(identities.Of(cluster), TokenForm.MachineLearning, server, cluster);
        var http = rest.Http(audience: null);
        var (_, token, _) = await rest.SendAsync(HttpMethod.Get,
            $"{grant.Environment["MSI_ENDPOINT"]}?api-version=2017-09-01&resource=https://storage.azure.com", null, http,
            ("secret", grant.Environment["MSI_SECRET"]));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)token!["access_token"]);
        using var answer = await http.GetAsync(
            new Uri("https://stclosed.blob.core.windows.net/data?restype=container&comp=list"),
            TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode,
            answer.Headers.TryGetValues("x-ms-error-code", out var codes) ? codes.Single() : null);
    }
}
