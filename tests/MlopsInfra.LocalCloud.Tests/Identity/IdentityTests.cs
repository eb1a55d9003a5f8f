using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Identity;

public sealed class IdentityTests
{
    private const string Identity = $"{RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-ci";

    [Fact]
    public async Task A_client_that_knows_only_the_metadata_document_signs_in_and_lists_subscriptions()
    {
        await using var rest = await RestCloud.StartAsync();
        using var client = new HttpClient(rest.Server.CreateHandler()) { BaseAddress = rest.Server.BaseAddress };

        var cloud = JsonNode.Parse(await client.GetStringAsync("metadata/endpoints?api-version=2022-09-01"))!;
        var tenant = (string)cloud["authentication"]!["tenant"]!;
        var openId = JsonNode.Parse(
            await client.GetStringAsync(
                $"{cloud["authentication"]!["loginEndpoint"]}/{tenant}/v2.0/.well-known/openid-configuration"))!;
        var token = await SignInAsync(client, (string)openId["token_endpoint"]!, rest.Cloud.Options.DeployerClientId,
            ("client_secret", "anything"));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["access_token"]!);
        var subscriptions = JsonNode.Parse(
            await client.GetStringAsync($"{cloud["resourceManager"]}/subscriptions?api-version=2022-12-01"))!["value"]!.AsArray();

        Assert.IsType<JsonArray>(JsonNode.Parse(await client.GetStringAsync("metadata/endpoints?api-version=2019-05-01")));
        Assert.Equal(RestCloud.Subscription, (string?)Assert.Single(subscriptions)!["subscriptionId"]);
    }

    [Theory]
    [InlineData("repo:org/ml:environment:dev", true)]
    [InlineData("repo:org/ml:environment:prod", false)]
    public async Task A_workload_signs_in_as_the_identity_whose_federated_credential_fits(string subject, bool fits)
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(Identity, """{"location":"westeurope"}""");
        await rest.SeedAsync(
            $"{Identity}/federatedIdentityCredentials/github-dev",
            """{"properties":{"issuer":"https://token.actions.githubusercontent.com","subject":"repo:org/ml:environment:dev","audiences":["api://AzureADTokenExchange"]}}""");
        var client = rest.Http(audience: null);
        var clientId = (string)rest.Cloud.Resources.Find(ResourceId.Parse(Identity))!["properties"]!["clientId"]!;
        var claims = new JsonObject { ["iss"] = "https://token.actions.githubusercontent.com", ["sub"] = subject,
            ["aud"] = "api://AzureADTokenExchange" };
        var assertion = $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.x";

        var answer = await SignInAsync(client,
            $"https://login.microsoftonline.com/{rest.Cloud.Options.TenantId}/oauth2/v2.0/token", clientId,
            ("client_assertion", assertion));

        Assert.Equal(fits, answer["access_token"] is not null);
        if (!fits) Assert.Contains("AADSTS70021", (string?)answer["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_managed_identity_gets_its_token_from_the_metadata_service()
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(Identity, """{"location":"westeurope"}""");
        var client = rest.Http(audience: null);
        var url = new Uri(rest.Server.BaseAddress,
            "metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com/"
                + $"&mi_res_id={Identity}").ToString();

        var without = await rest.SendAsync(HttpMethod.Get, url, client: client);
        var token = await rest.SendAsync(HttpMethod.Get, url, null, client, ("Metadata", "true"));
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", (string)token.Body!["access_token"]!);
        var forbidden = await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Group}?api-version=2021-04-01", client: client);

        Assert.Equal((400, 200, 403), (without.Status, token.Status, forbidden.Status));
    }

    [Fact]
    public async Task The_handler_reaches_nothing_but_the_local_cloud()
    {
        await using var rest = await RestCloud.StartAsync();

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => rest.Http().GetAsync(new Uri("https://example.org/")));

        Assert.Contains("example.org", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> SignInAsync(HttpClient client, string endpoint, string clientId,
        (string Name, string Value) proof)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = clientId, ["scope"] = "https://management.azure.com/.default",
            [proof.Name] = proof.Value,
        });
        using var answer = await client.PostAsync(new Uri(endpoint), form);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
