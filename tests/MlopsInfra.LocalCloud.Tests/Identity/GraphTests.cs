using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Identity;

/// <summary>Microsoft Graph as far as tools for Azure ask who somebody is.</summary>
public sealed class GraphTests
{
    private const string Reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
    private const string Somebody = "7a8b9c0d-0000-4000-8000-000000000001";

    [Fact]
    public async Task It_knows_the_deployer_identities_and_who_stands_in_role_assignments()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var identity = await rest.IdentityAsync("id-train");
        await rest.SeedAsync(
            $"{RestCloud.Group}/providers/Microsoft.Authorization/roleAssignments/{Guid.NewGuid()}",
            $$"""{"properties":{"principalId":"{{Somebody}}","principalType":"User","roleDefinitionId":"/subscriptions/{{RestCloud.Subscription}}/providers/Microsoft.Authorization/roleDefinitions/{{Reader}}"} }""");
        var client = rest.Http(Audiences.Graph);

        var all = await AskAsync(rest, client, "servicePrincipals");
        var found = (await AskAsync(rest, client,
            $"servicePrincipals?$filter=displayName eq 'id-train'"))["value"]!.AsArray().Single()!;
        var byName = await AskAsync(rest, client,
            $"servicePrincipals?$filter=servicePrincipalNames/any(c:c eq '{found["appId"]}')");
        var byIds = await rest.SendAsync(HttpMethod.Post, $"{Graph}directoryObjects/getByIds", new
        {
            ids = new[] { identity, Somebody, Guid.Empty.ToString() }, types = new[] { "user", "group", "servicePrincipal" },
        }, client);

        Assert.Contains("mlw", Names(all));
        Assert.Equal((identity, "ManagedIdentity"), ((string?)found["id"], (string?)found["servicePrincipalType"]));
        Assert.Equal(["id-train"], Names(byName));
        Assert.Equal(["#microsoft.graph.servicePrincipal", "#microsoft.graph.user"],
            byIds.Body!["value"]!.AsArray().Select(each => (string)each!["@odata.type"]!).Order());
        Assert.Equal(rest.Cloud.Options.DeployerObjectId, (string?)(await AskAsync(rest, client, "me"))["id"]);
        Assert.Equal("deployer", (string?)(await AskAsync(rest, client,
            $"servicePrincipals(appId='{rest.Cloud.Options.DeployerClientId}')"))["displayName"]);
        Assert.Equal("deployer", (string?)(await AskAsync(rest, client, "users/deployer@mlops.localhost"))["displayName"]);
    }

    [Theory]
    [InlineData("startswith(displayName,'id-')", 1)]
    [InlineData("displayName eq 'deployer' or displayName eq 'id-one'", 2)]
    [InlineData("servicePrincipalNames/any(x:x eq 'nobody')", 0)]
    [InlineData("servicePrincipalType eq 'Application' and not startswith(displayName,'x')", 1)]
    [InlineData("colour eq 'red'", null)]
    [InlineData("displayName gt 'a'", null)]
    [InlineData("displayName eq", null)]
    public async Task A_filter_is_applied_or_refused(string filter, int? count)
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.IdentityAsync("id-one");

        var (status, body, _) = await rest.SendAsync(HttpMethod.Get,
            $"{Graph}servicePrincipals?$filter={Uri.EscapeDataString(filter)}", client: rest.Http(Audiences.Graph));

        Assert.Equal(count is null ? 400 : 200, status);
        if (count is not null) Assert.Equal(count, body!["value"]!.AsArray().Count);
        else Assert.Equal("Request_UnsupportedQuery", (string?)body!["error"]!["code"]);
    }

    [Fact]
    public async Task On_loopback_it_is_below_the_announced_address_and_takes_tokens_for_that_alone()
    {
        await using var rest = await RestCloud.StartAsync();
        var address = new Uri(rest.Server.BaseAddress, "graph/");
        var cloud = (await rest.SendAsync(HttpMethod.Get, $"{rest.Server.BaseAddress}metadata/endpoints?api-version=2022-09-01",
            client: rest.Http(audience: null))).Body!;

        Assert.Equal(address.AbsoluteUri, (string?)cloud["microsoftGraphResourceId"]);
        Assert.Equal(200, await StatusAsync(address.AbsoluteUri + "/.default", $"{address}v1.0/me"));
        Assert.Equal(401, await StatusAsync(Audiences.ResourceManager, $"{address}v1.0/me"));
        Assert.Equal(401, await StatusAsync(address.AbsoluteUri,
            $"{rest.Server.BaseAddress}subscriptions?api-version=2022-12-01"));
        Assert.Equal(404, await StatusAsync(address.AbsoluteUri, $"{address}v1.0/deviceManagement"));
        Assert.Equal(400, await StatusAsync(address.AbsoluteUri, $"{address}v1.0/users?$orderby=displayName"));

        async Task<int> StatusAsync(string scope, string url) =>
            (await rest.SendAsync(HttpMethod.Get, url, client: rest.Http(scope))).Status;
    }

    [Fact]
    public async Task A_list_comes_in_pages_with_the_members_that_were_asked_for()
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.IdentityAsync("id-one");
        await rest.IdentityAsync("id-two");
        var client = rest.Http(Audiences.Graph);

        var names = new List<string>();
        for (var next = $"{Graph}servicePrincipals?$top=1&$select=displayName"; next is not null;)
        {
            var page = (await rest.SendAsync(HttpMethod.Get, next, client: client)).Body!;
            Assert.Null(page["value"]![0]!["appId"]);
            names.AddRange(Names(page));
            next = (string?)page["@odata.nextLink"];
        }

        Assert.Equal(["deployer", "id-one", "id-two"], names.Order());
    }

    private const string Graph = "https://graph.microsoft.com/v1.0/";

    private static IEnumerable<string> Names(JsonNode page) =>
        page["value"]!.AsArray().Select(each => (string)each!["displayName"]!);

    private static async Task<JsonNode> AskAsync(RestCloud rest, HttpClient client, string pathAndQuery)
    {
        var (status, body, _) = await rest.SendAsync(HttpMethod.Get, Graph + pathAndQuery, client: client);
        Assert.Equal(200, status);
        return body!;
    }
}
