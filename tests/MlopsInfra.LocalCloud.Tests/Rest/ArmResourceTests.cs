using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.ResourceManager.Resources;
using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Tests.Rest;

public sealed class ArmResourceTests
{
    [Fact]
    public async Task A_resource_is_created_read_listed_and_deleted_through_ArmClient()
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.Arm.GetGenericResources()
            .CreateOrUpdateAsync(WaitUntil.Completed, new ResourceIdentifier(RestCloud.Group),
                new GenericResourceData(AzureLocation.WestEurope));
        var data = new GenericResourceData(AzureLocation.WestEurope)
        {
            Kind = "StorageV2",
            Sku = new global::Azure.ResourceManager.Resources.Models.ResourcesSku { Name = "Standard_LRS" },
            Properties = BinaryData.FromString("""{"allowSharedKeyAccess":false}"""),
        };
        data.Tags["owner"] = "ml";

        var created = await rest.Arm.GetGenericResources()
            .CreateOrUpdateAsync(WaitUntil.Completed, new ResourceIdentifier(RestCloud.Account), data);

        Assert.Equal("https://stmlops.blob.core.windows.net/",
            (string?)JsonNode.Parse(created.Value.Data.Properties)!["primaryEndpoints"]!["blob"]);
        Assert.Equal("ml",
            (await rest.Get(RestCloud.Account.ToUpperInvariant()
                .Replace("/SUBSCRIPTIONS", "/subscriptions", StringComparison.Ordinal)).GetAsync()).Value.Data.Tags["owner"]);
        var group = rest.Arm.GetResourceGroupResource(new ResourceIdentifier(RestCloud.Group));
        var listed = new List<string>();
        await foreach (var resource in group.GetGenericResourcesAsync()) listed.Add(resource.Data.Name);
        Assert.Equal(["stmlops"], listed);

        await rest.Get(RestCloud.Account).DeleteAsync(WaitUntil.Completed);

        Assert.Null(rest.Cloud.Resources.FindByName("Microsoft.Storage/storageAccounts", "stmlops"));
        var (status, _, _) = await rest.SendAsync(HttpMethod.Delete, $"{RestCloud.Account}?api-version=2023-01-01");
        Assert.Equal(204, status);
    }

    [Fact]
    public async Task A_list_comes_in_pages_that_nextLink_goes_through()
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(RestCloud.Account,
            """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{}}""");
        var expected = Enumerable.Range(0, 7).Select(number => $"c{number}").ToList();
        foreach (var name in expected)
            await rest.SeedAsync($"{RestCloud.Account}/blobServices/default/containers/{name}xx", """{"properties":{}}""");
        var names = new List<string>();
        var link = $"{RestCloud.Account}/blobServices/default/containers?api-version=2023-01-01&$maxpagesize=3";
        var pages = 0;
        while (link is not null)
        {
            var page = (await rest.SendAsync(HttpMethod.Get, link)).Body!;
            names.AddRange(page["value"]!.AsArray().Select(each => (string)each!["name"]!));
            link = (string?)page["nextLink"];
            pages++;
        }

        Assert.Equal(3, pages);
        Assert.Equal(expected.Select(name => $"{name}xx"), names);
    }

    [Fact]
    public async Task Providers_are_described_so_that_clients_find_API_versions_themselves()
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        // No SetApiVersion: the client asks the provider for its newest version.
        var arm = new global::Azure.ResourceManager.ArmClient(
            new LocalTokenCredential(rest.Server.Tokens), RestCloud.Subscription,
            new global::Azure.ResourceManager.ArmClientOptions { Transport = rest.Transport() });

        var identity = await arm.GetGenericResources().CreateOrUpdateAsync(
            WaitUntil.Completed,
            new ResourceIdentifier($"{RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-train"),
            new GenericResourceData(AzureLocation.WestEurope));

        Assert.Equal("id-train", identity.Value.Data.Name);
        Assert.Equal(rest.Cloud.Options.SubscriptionIds[0], (await arm.GetDefaultSubscriptionAsync()).Data.SubscriptionId);
    }

    [Fact]
    public async Task Of_two_writes_at_once_that_azure_takes_one_by_one_the_second_gets_409()
    {
        await using var rest =
            await RestCloud.StartAsync(cloudOptions: new LocalCloudOptions { SerializedWrite = TimeSpan.FromSeconds(2) });
        const string identity = $"{RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-ci";
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(identity, """{"location":"westeurope"}""");
        Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> PutAsync(string name) => rest.SendAsync(
            HttpMethod.Put, $"{identity}/federatedIdentityCredentials/{name}?api-version=2023-01-31",
            $$"""{"properties":{"issuer":"https://token.actions.githubusercontent.com","subject":"repo:octo/ml:environment:{{name}}","audiences":["api://AzureADTokenExchange"]} }""");

        var answers = await Task.WhenAll(PutAsync("dev"), PutAsync("prod"));

        Assert.Equal([201, 409], answers.Select(answer => answer.Status).Order());
        Assert.Equal(
            "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
            (string?)answers.Single(answer => answer.Status == 409).Body!["error"]!["code"]);
    }

    [Fact]
    public async Task If_None_Match_keeps_what_is_there()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var answer = await rest.SendAsync(
            HttpMethod.Put, $"{RestCloud.Workspace}/environments/e/versions/1?api-version={RestCloud.Version}",
            new { properties = new { image = "r/i:1" } }, null, ("If-None-Match", "*"));
        var again = await rest.SendAsync(
            HttpMethod.Put, $"{RestCloud.Workspace}/environments/e/versions/1?api-version={RestCloud.Version}",
            new { properties = new { image = "r/i:1" } }, null, ("If-None-Match", "*"));

        Assert.Equal(201, answer.Status);
        Assert.Equal((412, "PreconditionFailed"), (again.Status, (string?)again.Body!["error"]!["code"]));
    }
}
